import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isObject } from './readers/terraform/json-value.ts'
import { sharedPath } from './shared-data.ts'
import { leaksIn, outputsOf } from './test-outputs.ts'

const secret = 's3cr3t-7f3a91'
const account = '909182736455'

type Path = readonly string[]

/** A string of a plan, and the values and overlay that it stands in; `inside` is its place in a JSON string. */
interface Place {
  readonly holder: Path
  readonly values: string
  readonly overlay: string
  readonly path: Path
  readonly inside?: Path
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, name) => (isHolder(part) ? Reflect.get(part, name) : undefined), value)
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The paths of all strings in a value. */
function strings(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return [path]
  if (!isHolder(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => strings(inner, [...path, name]))
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' && /^\s*[[{]/.test(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function placesIn(plan: unknown, holder: Path, values: string, overlay: string): readonly Place[] {
  const held = at(plan, [...holder, values])
  return strings(held).flatMap(path => {
    const place = { holder, values, overlay, path }
    const inner = strings(parsed(at(held, path))).filter(one => one.length > 0)
    return [place, ...inner.map(inside => ({ ...place, inside }))]
  })
}

/** Where the resources of a plan stand, the state's modules included. */
function resourcesIn(plan: unknown, path: Path): readonly Path[] {
  const here = at(plan, path)
  if (!isObject(here)) return []
  const count = (name: string) => strings(at(here, [name])).map(([index = '']) => index)
  const own = [...new Set(count('resources'))].map(index => [...path, 'resources', index])
  const children = [...new Set(count('child_modules'))]
  return [...own, ...children.flatMap(index => resourcesIn(plan, [...path, 'child_modules', index]))]
}

function allPlaces(plan: unknown): readonly Place[] {
  return [
    ...['resource_changes', 'resource_drift'].flatMap(list =>
      indexesOf(at(plan, [list])).flatMap(index => {
        const change = [list, index, 'change']
        return [
          ...placesIn(plan, change, 'after', 'after_sensitive'),
          ...placesIn(plan, change, 'before', 'before_sensitive'),
        ]
      }),
    ),
    ...modules
      .filter(([part]) => part !== 'planned_values' || at(plan, ['resource_changes']) === undefined)
      .flatMap(module => resourcesIn(plan, module))
      .flatMap(resource => placesIn(plan, resource, 'values', 'sensitive_values')),
  ]
}

/** Of what exists, of what will (what changes tell that too), and of a state. */
const modules: readonly Path[] = [
  ['prior_state', 'values', 'root_module'],
  ['planned_values', 'root_module'],
  ['values', 'root_module'],
]

function indexesOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map((_, index) => String(index)) : []
}

function withoutIndexes(names: Path = []): Path {
  return names.map(name => (/^\d+$/.test(name) ? '#' : name))
}

/** Equal for places that differ in their instance only. */
function kindOf(plan: unknown, { holder, values, path, inside }: Place): string {
  const resource = holder.at(-1) === 'change' ? holder.slice(0, -1) : holder
  return JSON.stringify([
    holder[0],
    at(plan, [...resource, 'type']),
    values,
    withoutIndexes(path),
    withoutIndexes(inside),
  ])
}

/** The text with a secret in it that leaves it what it was: an account stays one. */
function withSecret(text: string): string {
  return /^\d{12}$/.test(text) ? account : `${text.replace(/\d{12}/, account)}${secret}`
}

function set(value: unknown, path: Path, text: unknown): void {
  const holder = at(value, path.slice(0, -1))
  if (isHolder(holder)) Reflect.set(holder, path.at(-1) ?? '', text)
}

/** Marks a place in an overlay, which may not have it yet. */
function mark(holder: unknown, overlay: string, path: Path): void {
  const steps = [overlay, ...path]
  for (let length = 1; length < steps.length; length += 1) {
    const known = at(holder, steps.slice(0, length))
    if (known === true) return
    if (!isHolder(known)) set(holder, steps.slice(0, length), /^\d+$/.test(steps[length] ?? '') ? [] : {})
  }
  set(holder, steps, true)
}

/** The plan with a secret at a place, which Terraform marks; nothing where none fits there. */
function planted(plan: object, { holder, values, overlay, path, inside }: Place): object | undefined {
  const copy = structuredClone(plan)
  const whole = [...holder, values, ...path]
  const text = at(copy, whole)
  const document = inside === undefined ? undefined : parsed(text)
  const old = inside === undefined ? text : at(document, inside)
  if (typeof old !== 'string' || (inside === undefined && parsed(old) !== undefined)) return undefined
  if (inside !== undefined) set(document, inside, withSecret(old))
  set(copy, whole, inside === undefined ? withSecret(old) : JSON.stringify(document))
  mark(at(copy, holder), overlay, path)
  return copy
}

const shared = sharedPath('plans')
const roots = ['testdata', ...(shared === undefined ? [] : [shared])]
const plans = roots.flatMap(root =>
  readdirSync(root)
    .filter(name => !name.startsWith('big-'))
    .map(name => join(root, name, 'plan.json'))
    .filter(path => existsSync(path)),
)

describe('a value that a plan marks as sensitive', () => {
  const kinds = new Set<string>()

  test.each(plans)('of %s is in no output, wherever it stands', { timeout: 120_000 }, async path => {
    const plan: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (!isObject(plan)) return
    for (const place of allPlaces(plan)) {
      const kind = kindOf(plan, place)
      const changed = kinds.has(kind) ? undefined : planted(plan, place)
      kinds.add(kind)
      if (changed === undefined) continue
      expect({ kind, leaks: leaksIn(await outputsOf(changed), [secret, account]) }).toEqual({
        kind,
        leaks: [],
      })
    }
  })

  test('was planted in many places', () => {
    console.log(`secrets in plans: ${kinds.size} kinds of places tried`)
    expect(kinds.size).toBeGreaterThan(200)
  })

  test('would be found if it were told', async () => {
    const plan: unknown = JSON.parse(readFileSync('testdata/state-drift-refresh-only/plan.json', 'utf8'))
    if (!isObject(plan)) throw new Error('no plan')
    const named = JSON.stringify(plan).replaceAll('aws_kms_key.k', `aws_kms_key.${secret}`)
    const known: unknown = JSON.parse(named)
    expect(leaksIn(await outputsOf(isObject(known) ? known : {}), [secret]).length).toBeGreaterThan(5)
  })
})
