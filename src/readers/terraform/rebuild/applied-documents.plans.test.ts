import { expect, test } from 'vitest'
import { isObject, items, property, word } from '../json-value.ts'
import { fromPlan } from './plan-values.ts'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { normalised } from './test-equal.ts'
import { filledWith } from './test-fill.ts'
import { evaluable, genuineCases, isWholeCollection } from './test-genuine.ts'
import { plain } from './test-values.ts'
import { attributeHole, holesOf, isWhollyKnown, type Hole, type Value } from './value.ts'

/** A plan, and one of what it became. */
const pairs = [
  ['hard-unknown-role-arn', 'state-noop'],
  ['state-target', 'state-noop'],
  ['big-modules-200', 'big-state-200'],
] as const

type State = ReadonlyMap<string, unknown>

/** The values of all resources before a plan, by their addresses. */
function stateOf(name: string): State {
  const text = genuineCases.find(one => one.name === name)?.text ?? '{}'
  const plan: unknown = JSON.parse(text)
  const state = new Map<string, unknown>()
  const open = [property(property(property(plan, 'prior_state'), 'values'), 'root_module')]
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    for (const resource of items(property(module, 'resources')))
      state.set(word(property(resource, 'address')) ?? '', property(resource, 'values'))
    open.push(...items(property(module, 'child_modules')))
  }
  return state
}

function fillings(holes: readonly Hole[], state: State): ReadonlyMap<string, Value> {
  return new Map(
    holes.flatMap(({ of }): readonly (readonly [string, Value])[] => {
      if (of === undefined) return []
      const json = property(state.get(of.instance.address), of.attribute)
      const { id } = attributeHole(of.instance, of.attribute, 'any')
      return json === undefined ? [] : [[id, fromPlan(json, undefined, undefined, id)]]
    }),
  )
}

test('documents are what was applied, once their holes are filled', async () => {
  const unequal: string[] = []
  let tried = 0
  for (const [name, later] of pairs) {
    const one = genuineCases.find(each => each.name === name)
    if (one === undefined) continue
    const state = stateOf(later)
    const { evaluation } = await evaluable(one.text, one.files)
    for (const document of writtenDocuments(evaluation)) {
      const { instance, pointer, isUnknown } = document
      const applied = property(state.get(instance.address), pointer.slice(1))
      if (!isUnknown || typeof applied !== 'string') continue
      tried += 1
      const made = documentWorlds(evaluation, document).map(value =>
        filledWith(value, fillings(holesOf([value]), state)),
      )
      const isEqual = made.every(
        value => isWhollyKnown(value) && normalised(plain(value)) === normalised(JSON.parse(applied)),
      )
      if (!isEqual)
        unequal.push(
          `${name} ${instance.address}${pointer}: ${JSON.stringify(made.map(value => plain(value)))}`,
        )
    }
  }
  console.log(`applied documents: ${tried} tried, ${tried - unequal.length} equal`)
  expect(unequal).toEqual([])
  expect(tried).toBeGreaterThan(isWholeCollection ? 8 : 4)
})

test('objects of a state are found', () => {
  expect([...stateOf('state-noop').values()].some(isObject)).toBe(true)
})
