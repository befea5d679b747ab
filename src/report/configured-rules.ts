import { severities, type Severity } from '../model/report.ts'
import type { RuleOption } from '../rules/rule.ts'
import type { OptionValue } from '../rules/word.ts'
import { suggestion } from '../yaml/closest.ts'
import { isText, memberOf, membersOf, pointerStep, textsOf } from '../yaml/members.ts'
import { shortened, type Objection, type Place } from '../yaml/objection.ts'
import { placeAt } from '../yaml/places.ts'
import type { Tree } from '../yaml/tree.ts'
import { nameOfRule, type KnownRule } from './known-rule.ts'

/** What `rules:` says, by rule id, and what is wrong with it. */
export interface ConfiguredRules {
  readonly weights: ReadonlyMap<string, 'off' | Severity>
  readonly options: ReadonlyMap<string, Readonly<Record<string, OptionValue>>>
  readonly objections: readonly Objection[]
}

type Words = Pick<Objection, 'message' | 'hint'>

/** Reads `rules:` of a tree that is as the schema asks: `KMS020: off`, or `{ severity: low, days: 180 }`. */
export function configuredRules(tree: Tree, knownRules: readonly KnownRule[]): ConfiguredRules {
  const weights = new Map<string, 'off' | Severity>()
  const options = new Map<string, Readonly<Record<string, OptionValue>>>()
  const objections: Objection[] = []
  const known = new Map(knownRules.flatMap(rule => [[rule.name, rule] as const, [rule.id, rule] as const]))
  const seen = new Set<string>()
  for (const [written, value] of membersOf(memberOf(tree.value, 'rules'))) {
    const pointer = `/rules${pointerStep(written)}`
    const rule = known.get(written)
    if (rule === undefined) objections.push({ ...unknownRule(written, knownRules), ...nameAt(tree, pointer) })
    else if (seen.has(rule.id)) objections.push({ ...twice(rule), ...nameAt(tree, pointer) })
    else {
      seen.add(rule.id)
      const weight = weightIn(value)
      if (weight !== undefined) weights.set(rule.id, weight)
      const read = optionsIn(value, rule, { tree, pointer, name: written })
      objections.push(...read.objections)
      if (Object.keys(read.options).length > 0) options.set(rule.id, read.options)
    }
  }
  return { weights, options, objections }
}

function nameAt({ places }: Tree, pointer: string): Place {
  const name = placeAt(places, pointer)?.name
  return { line: name?.line ?? 1, column: name?.column ?? 1 }
}

function unknownRule(written: string, known: readonly KnownRule[]): Words {
  return { message: `\`${shortened(written)}\` is not a rule`, hint: nameOfRule(written, known) }
}

function twice({ id }: KnownRule): Words {
  return { message: `rule ${id} stands twice, by id and by name`, hint: 'keep one of them' }
}

function weightIn(value: unknown): 'off' | Severity | undefined {
  const written = isText(value) ? value : memberOf(value, 'severity')
  return (['off', ...severities] as const).find(word => word === written)
}

/** Where the settings of one rule stand. */
interface Standing {
  readonly tree: Tree
  readonly pointer: string
  readonly name: string
}

interface ReadOptions {
  readonly options: Readonly<Record<string, OptionValue>>
  readonly objections: readonly Objection[]
}

/** A rule says itself what may be set of it, and of which type. */
function optionsIn(value: unknown, rule: KnownRule, { tree, pointer, name }: Standing): ReadOptions {
  const options: [string, OptionValue][] = []
  const objections: Objection[] = []
  for (const [option, written] of membersOf(value)) {
    if (option === 'severity') continue
    const declared = Object.entries(rule.options ?? {}).find(([one]) => one === option)?.[1]
    const at = `${pointer}${pointerStep(option)}`
    const told = `\`rules.${name}.${shortened(option)}\``
    const read = declared && asDeclared(written, declared.default)
    if (declared === undefined)
      objections.push({
        message: `${told} is not an option`,
        hint: optionsOf(option, rule),
        ...nameAt(tree, at),
      })
    else if (read === undefined) {
      const place = placeAt(tree.places, at)
      objections.push({ ...wrongType(told, declared), line: place?.line ?? 1, column: place?.column ?? 1 })
    } else options.push([option, read])
  }
  return { options: Object.fromEntries(options), objections }
}

function optionsOf(written: string, { id, options = {} }: KnownRule): string {
  const names = Object.keys(options)
  return names.length === 0
    ? `${id} has no options but \`severity\``
    : suggestion(written, [...names, 'severity'])
}

/** The value, if it is of the same type as the default. */
function asDeclared(written: unknown, standard: OptionValue): OptionValue | undefined {
  if (typeof standard === 'string') return isText(written) ? written : undefined
  if (typeof standard === 'number')
    return typeof written === 'number' && Number.isFinite(written) ? written : undefined
  if (typeof standard === 'boolean') return typeof written === 'boolean' ? written : undefined
  return Array.isArray(written) && written.every(isText) ? textsOf(written) : undefined
}

function wrongType(told: string, { default: standard }: RuleOption): Words {
  const types = { string: 'text', number: 'a number', boolean: '`true` or `false`' }
  const type = typeof standard
  const wanted =
    type === 'string' || type === 'number' || type === 'boolean' ? types[type] : 'a list of texts'
  return { message: `${told} must be ${wanted}`, hint: `for example ${JSON.stringify(standard)}` }
}
