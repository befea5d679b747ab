import { globSync } from 'tinyglobby'
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzing } from './fuzzing.ts'
import { outputsOf } from './test-outputs.ts'

const { runs, timeout } = fuzzing(1)

const templates = globSync('testdata/template-*/*.json', { ignore: '**/expected*.json' }).map(
  (path): unknown => JSON.parse(readFileSync(path, 'utf8')),
)

/** Values that nobody would write there, and that a terminal or a workflow would take for more than text. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, '', '*', '{', [], {}, [[]], { Ref: 'AWS::NoValue' }),
  fc.constantFrom<unknown>({ Ref: 'Key' }, { 'Fn::If': ['A', '*'] }, { 'Fn::Sub': '${A}${!B}${' }),
  fc.constantFrom('\u001B[31m\n::error::x|<b>', '__proto__', '{{resolve:ssm:x}}', '${AWS::AccountId}'),
  fc.jsonValue({ maxDepth: 2 }),
)

const changes = fc.array(fc.tuple(fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 9 }), odd), {
  minLength: 1,
  maxLength: 3,
})

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Walks down, and puts something else where the steps end; an odd text now and then as a name. */
function mutated(template: unknown, steps: readonly number[], value: unknown): unknown {
  const copy: unknown = structuredClone(template)
  let holder: unknown = copy
  let name = 'Resources'
  for (const step of steps) {
    const inner: unknown = isHolder(holder) ? Reflect.get(holder, name) : undefined
    if (!isHolder(inner) || Object.keys(inner).length === 0) break
    holder = inner
    name = Object.keys(inner)[step % Object.keys(inner).length] ?? ''
  }
  if (!isHolder(holder)) return copy
  if (typeof value === 'string' && (steps[0] ?? 0) % 5 === 0 && !Array.isArray(holder))
    Reflect.set(holder, value, Reflect.get(holder, name))
  else Reflect.set(holder, name, value)
  return copy
}

/** Formats that a terminal shows as they are; workflow commands are what `github` is made of. */
// oxlint-disable-next-line no-control-regex -- that is what must not be there
const control = /[\u0000-\u0008\u000B-\u001F\u007F]/

test(
  'a damaged template is reported on or refused, and nothing of it reaches a terminal',
  async () => {
    expect(templates.length).toBeGreaterThan(1)
    let tried = 0
    const law = fc.asyncProperty(fc.constantFrom(...templates), changes, async (template, all) => {
      const damaged = all.reduce((now, [steps, value]) => mutated(now, steps, value), template)
      tried += 1
      const printed = await outputsOf(isHolder(damaged) ? damaged : {})
      const told = [...printed].filter(
        ([name, text]) => control.test(text) || (!name.endsWith(' github') && /^::/m.test(text)),
      )
      expect(told).toEqual([])
    })
    await fc.assert(law, runs)
    console.log(`damaged templates: ${tried} tried`)
  },
  timeout,
)
