import { expect, test } from 'vitest'
import { inOneOrder, meaningOf } from './one-order.ts'
import { allows, app, delegation, worldOf } from './test-world.ts'

const use = allows({ AWS: app }, 'kms:Decrypt')
const sign = allows({ AWS: app }, 'kms:Sign')

const statementsOf = (world: ReturnType<typeof worldOf>) =>
  inOneOrder(world).keys.flatMap(({ policies }) => policies.flatMap(({ document }) => document.statements))

test('statements stand in the same order, however they are written', () => {
  const turned = statementsOf(worldOf([[sign, delegation, use]]))
  expect(turned.map(meaningOf)).toEqual(statementsOf(worldOf([[use, sign, delegation]])).map(meaningOf))
  expect(turned).toHaveLength(3)
})

test('a Sid and a place are no meaning', () => {
  const [one, other] = worldOf([[use], [delegation, use]]).keys.map(({ policies }) =>
    policies[0].document.statements.at(-1),
  )
  expect(one).not.toEqual(other)
  expect(meaningOf(one)).toBe(meaningOf({ ...other, sid: 'Use' }))
})

test('a document of which the order says nothing is the same object', () => {
  const world = worldOf([[use]])
  const [key] = inOneOrder(world).keys
  expect(key?.policies[0].document).toBe(world.keys[0]?.policies[0].document)
})
