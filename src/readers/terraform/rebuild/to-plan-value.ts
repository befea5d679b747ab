import type { Value as PlanValue } from '../values.ts'
import { textOf } from './functions/text.ts'
import type { Value } from './value.ts'

type Filled = Pick<PlanValue, 'json' | 'unknown'>

/** A value as the plan would hold it; nothing where no part of it is known. Null counts as not told: AWS may decide. */
export function toPlanValue(value: Value): Filled | undefined {
  if (value.kind === 'null') return undefined
  const filled = filledOf(value)
  return filled.unknown === true ? undefined : filled
}

const unknown: Filled = { json: undefined, unknown: true }

function filledOf(value: Value): Filled {
  switch (value.kind) {
    case 'hole':
      return unknown
    case 'null':
      return { json: null, unknown: false }
    case 'boolean':
    case 'number':
      return { json: value.value, unknown: false }
    case 'string':
    case 'json': {
      const text = textOf(value)
      return text === undefined ? unknown : { json: text, unknown: false }
    }
    case 'list': {
      const items = value.items.map(filledOf)
      return { json: items.map(({ json }) => json ?? null), unknown: items.map(item => item.unknown) }
    }
    case 'object': {
      const members = [...value.members].map(([name, member]) => [name, filledOf(member)] as const)
      return {
        json: Object.fromEntries(
          members.flatMap(([name, { json }]) => (json === undefined ? [] : [[name, json]])),
        ),
        unknown: Object.fromEntries(members.map(([name, member]) => [name, member.unknown])),
      }
    }
  }
}
