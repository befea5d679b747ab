import type { SchemaError } from '../generated/config-check.js'
import { suggestion } from './closest.ts'
import { shortened, type Objection, type Place } from './objection.ts'
import { placeAt } from './places.ts'
import type { Tree } from './tree.ts'

/** How the mistakes of a kind of file are worded. */
export interface Wording {
  /** The file in words: `the configuration`. */
  readonly file: string
  /** What a name in it is: `a setting`. */
  readonly member: string
  /** `schemas/config.schema.json` */
  readonly schema: string
}

/** Each error repeats the path to its value: far more than the author will ever be shown. */
const mostErrors = 500

/** These keywords only repeat what others within them say: a name by its own pattern, a branch by its own keyword. */
const repeating: ReadonlySet<string> = new Set(['propertyNames', 'if'])

/** What the schema objects to, in words for the file's author. */
export function schemaObjections(
  tree: Tree,
  errors: readonly SchemaError[],
  wording: Wording,
): readonly Objection[] {
  const shown = errors.filter(({ keyword }) => !repeating.has(keyword)).slice(0, mostErrors)
  return shown.map(error => objection(tree, error, wording))
}

function objection(tree: Tree, error: SchemaError, wording: Wording): Objection {
  const unknown =
    error.keyword === 'additionalProperties' ? error.params['additionalProperty'] : error.propertyName
  if (typeof unknown === 'string') {
    const pointer = `${error.instancePath}/${unknown.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return { ...nameWords(error, unknown, wording), ...placed(placeAt(tree.places, pointer)?.name) }
  }
  const place = placeAt(tree.places, error.instancePath)
  return { ...valueWords(error, place?.written ?? '', wording), ...placed(place) }
}

function placed(place: Place | undefined): Place {
  return { line: place?.line ?? 1, column: place?.column ?? 1 }
}

type Words = Pick<Objection, 'message' | 'hint'>

function nameWords(error: SchemaError, name: string, wording: Wording): Words {
  if (error.keyword === 'pattern')
    return { message: `\`${shortened(name)}\` is not ${titleOf(error)}`, hint: exampleOf(error, wording) }
  return {
    message: `\`${shortened(joined(error.instancePath, name))}\` is not ${wording.member}`,
    hint: suggestion(name, Object.keys(error.parentSchema?.properties ?? {})),
  }
}

function valueWords(error: SchemaError, written: string, wording: Wording): Words {
  const name = error.instancePath === '' ? wording.file : `\`${shortened(joined(error.instancePath))}\``
  if (error.data === null) return { message: `${name} is empty`, hint: 'give it a value, or remove it' }
  if (error.keyword === 'enum') return enumWords(error, name, written)
  if (error.keyword === 'type') return typeWords(error, name, written, wording)
  return { message: `${name} is not ${titleOf(error)}`, hint: exampleOf(error, wording) }
}

function enumWords(error: SchemaError, name: string, written: string): Words {
  const allowed = textsOf(error.params['allowedValues'])
  const hint = error.data === false && allowed.includes('off') ? 'write `off`' : suggestion(written, allowed)
  const shown = written === '' ? '' : ` \`${shortened(written)}\``
  return { message: `${name} does not know the value${shown}`, hint }
}

function typeWords(error: SchemaError, name: string, written: string, wording: Wording): Words {
  const wanted = [error.params['type']].flat().map(type => typeNames.get(String(type)) ?? 'something else')
  if (typeof error.data === 'object' || !wanted.includes('text'))
    return { message: `${name} must be ${wanted.join(' or ')}`, hint: exampleOf(error, wording) }
  return {
    message: `${name} is not in quotes: YAML does not read \`${shortened(written)}\` as text`,
    hint: `write "${shortened(written)}"`,
  }
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['boolean', '`true` or `false`'],
  ['array', 'a list'],
  ['object', 'a list of names with values'],
])

function titleOf(error: SchemaError): string {
  return error.parentSchema?.title ?? 'what it has to be'
}

function exampleOf(error: SchemaError, { schema }: Wording): string {
  const example = error.parentSchema?.examples?.[0]
  return example === undefined ? `see ${schema} for the shape` : `for example ${JSON.stringify(example)}`
}

function textsOf(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter(value => typeof value === 'string') : []
}

/** `/trusted/accounts/0` as people write it: `trusted.accounts[0]`. */
function joined(pointer: string, last?: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const all = last === undefined ? steps : [...steps, last]
  return all
    .map((step, index) => (/^\d{1,6}$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}
