import { isObject, word } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { attribute, elements, isHole, isUnset, type Value as PlanValue } from '../values.ts'
import { toStringValue } from './convert.ts'
import { sameness } from './equality.ts'
import { isSeveral } from './several.ts'
import { knownText, nullValue, stringValue, type Value } from './value.ts'

/** More pairs of blocks or of texts are taken to agree: lists can be made so that each has to be held against each. */
const mostPairs = 10_000

/** Answers with the path of what contradicts, if anything does. */
type Compare = (planned: PlanValue, written: Value) => string | undefined

/**
 * Where the plan's own entry for a policy document contradicts its evaluated arguments (`policyDocumentArguments`), in
 * words without any value; nothing if all that both know agrees. Sets are compared as sets: the plan drops their order.
 */
export function readEntryContradiction(written: Value, instance: Instance): string | undefined {
  const path = document(instance.values, written)
  return path === undefined ? undefined : `\`${path}\` is another in the plan`
}

/** Defaults are those of the provider: the plan has them once it has read the document. */
const effect = text('Allow')
const version = text('2012-10-17')
const optional = text('')

const principals: Compare = members({ type: optional, identifiers: setOfTexts })
const condition: Compare = members({ test: optional, variable: optional, values: listOf(optional) })
const statement: Compare = members({
  sid: optional,
  effect,
  actions: setOfTexts,
  not_actions: setOfTexts,
  resources: setOfTexts,
  not_resources: setOfTexts,
  principals: setOf(principals),
  not_principals: setOf(principals),
  condition: setOf(condition),
})
const document: Compare = members({ version, policy_id: optional, statement: listOf(statement) })

function text(fallback: string): Compare {
  return (planned, written) => {
    const said = isUnset(planned) ? fallback : word(planned.json)
    if (isHole(planned) || said === undefined) return undefined
    const own = written.kind === 'null' ? stringValue(fallback) : toStringValue(written)
    return sameness(stringValue(said), own) === 'no' ? '' : undefined
  }
}

function members(compares: Readonly<Record<string, Compare>>): Compare {
  return (planned, written) => {
    if (isHole(planned) || written.kind !== 'object' || !isObject(planned.json)) return undefined
    for (const [name, compare] of Object.entries(compares)) {
      const path = compare(attribute(planned, name), written.members.get(name) ?? nullValue)
      if (path !== undefined)
        return path === '' || path.startsWith('[') ? `${name}${path}` : `${name}.${path}`
    }
    return undefined
  }
}

/** The elements of a list; nothing where not even their number is known. */
function itemsOf(written: Value): readonly Value[] | undefined {
  if (written.kind === 'null') return []
  return written.kind === 'list' && written.isLoose !== true ? written.items : undefined
}

function listOf(compare: Compare): Compare {
  return (planned, written) => {
    const own = itemsOf(written)
    if (isHole(planned) || own === undefined) return undefined
    const items = elements(planned)
    if (items.length !== own.length) return ''
    for (const [index, item] of items.entries()) {
      const path = compare(item, own[index] ?? nullValue)
      if (path !== undefined) return path === '' ? `[${index}]` : `[${index}].${path}`
    }
    return undefined
  }
}

/** Each block of either side agrees with one of the other, at least. */
function setOf(compare: Compare): Compare {
  return (planned, written) => {
    const own = itemsOf(written)
    const items = elements(planned)
    if (isHole(planned) || own === undefined || items.length * own.length > mostPairs) return undefined
    const isWhole =
      items.every(item => own.some(block => compare(item, block) === undefined)) &&
      own.every(block => items.some(item => compare(item, block) === undefined))
    return isWhole ? undefined : ''
  }
}

function setOfTexts(planned: PlanValue, written: Value): string | undefined {
  if (isHole(planned) || (written.kind !== 'list' && written.kind !== 'null')) return undefined
  const items = elements(planned)
  const own = written.kind === 'list' ? written.items : []
  const known = new Set(own.flatMap(item => knownOf(item) ?? []))
  const open = own.filter(item => knownOf(item) === undefined)
  const said = new Set(items.flatMap(item => (isHole(item) ? [] : (word(item.json) ?? []))))
  const others = [...said].filter(one => !known.has(one))
  if (others.length * open.length > mostPairs) return undefined
  const isExplained = (one: string) =>
    open.some(item => isSeveral(item) || sameness(stringValue(one), item) !== 'no')
  const isMissing = !items.some(isHole) && [...known].some(one => !said.has(one))
  return isMissing || !others.every(isExplained) ? '' : undefined
}

function knownOf(item: Value): string | undefined {
  return knownText(toStringValue(item))
}
