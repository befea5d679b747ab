import { parseAddress, showIndex } from '../address.ts'
import { scopeAt } from '../configuration.ts'
import { items, property, word } from '../json-value.ts'
import type { Instance, Resources } from '../resources.ts'
import { isIndex } from './pointer.ts'

/** What a plan holds of its resources. */
export interface PlanFacts {
  /** The input, as the places of findings name it. */
  readonly file: string
  readonly instanceOf: (address: string) => Instance | undefined
  /** The policy that a text holds; nothing where it is no JSON. Each text is read once. */
  readonly parsed: (text: string) => unknown
}

/** Looks into a plan. */
export function planFacts(resources: Resources): PlanFacts {
  const texts = new Map<string, unknown>()
  return {
    file: resources.file,
    instanceOf: address => {
      const parsed = parseAddress(address)
      if (parsed === undefined) return undefined
      const { path } = scopeAt(resources.scopes, parsed.modules)
      return resources.byAddress.get(`${path}${parsed.block}${showIndex(parsed.index)}`)
    },
    parsed: text => {
      if (!texts.has(text)) texts.set(text, parsedJson(text))
      return texts.get(text)
    },
  }
}

/** What stands at the end of a way through JSON; nothing where that is not known. */
export function valueAt(json: unknown, steps: readonly string[]): unknown {
  return steps.reduce(
    (value, step) =>
      isIndex(step) && Array.isArray(value) ? items(value)[Number(step)] : property(value, step),
    json,
  )
}

/** The policy that stands at the end of a way through an instance's values; nothing where it is not known. */
export function documentAt(facts: PlanFacts, values: unknown, steps: readonly string[]): unknown {
  const text = word(valueAt(values, steps))
  return text === undefined || text === '' ? undefined : facts.parsed(text)
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
