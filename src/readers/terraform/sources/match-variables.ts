import { names } from '../json-value.ts'
import type { ConfigModule, Json } from '../plan.ts'
import { literalValue } from './literals.ts'
import type { SourceModule } from './sources.ts'

/** The first variable in which a module of the sources differs from the plan's configuration, as a sentence. */
export function variablesMismatch(
  source: SourceModule,
  { variables: planned = {} }: ConfigModule,
  shown: (name: string) => string,
): string | undefined {
  for (const name of names(planned)) {
    const block = source.variables.get(name)
    if (block === undefined) return `${shown(name)} is not in the sources`
    const written = block.body.attributes.find(attribute => attribute.name === 'default')
    const literal = written === undefined ? { value: null } : literalValue(written.value)
    const inPlan = planned[name]?.default ?? null
    if (literal !== undefined && differ(literal.value, inPlan))
      return `the default of ${shown(name)} is another in the sources than in the plan`
  }
  const added = [...source.variables.keys()].find(name => !Object.hasOwn(planned, name))
  return added === undefined ? undefined : `${shown(added)} is in the sources and not in the plan`
}

/** The plan has defaults converted to the type of their variable: a number may have become a string, a list a set. */
function differ(written: Json, planned: Json): boolean {
  const one = wordsOf(written)
  const other = wordsOf(planned)
  if (one === undefined || other === undefined) return false
  return one.size !== other.size || [...one].some(word => !other.has(word))
}

/** A scalar, or the scalars of a list; nothing for what a conversion can change in other ways. */
function wordsOf(value: Json): ReadonlySet<string> | undefined {
  if (Array.isArray(value)) {
    const words = value.map(scalar)
    const known = words.filter(word => word !== undefined)
    return known.length === words.length ? new Set(known) : undefined
  }
  const word = scalar(value)
  return word === undefined ? undefined : new Set([word])
}

/** Numbers in one spelling, whether they stand in a string or not; nothing for those that a double may not hold. */
function scalar(value: Json): string | undefined {
  if (typeof value === 'object' && value !== null) return undefined
  const text = String(value).normalize('NFC')
  const isNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)
  if (!isNumber) return text
  return Math.abs(Number(text)) < 1e15 ? String(Number(text)) : undefined
}
