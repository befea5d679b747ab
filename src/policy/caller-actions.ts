import { noActions, union, type ActionSet } from '../model/action-set.ts'
import { actionCatalogue, type ActionCatalogue } from './action-catalogue.ts'
import { action } from './actions.ts'
import table from './aws/caller-actions.json' with { type: 'json' }

/** What somebody does with an encrypted resource, and what of the key a service needs from its caller to do it. */
export interface CallerAction {
  /** `s3:GetObject`. */
  readonly name: string
  /** In `callerCatalogue`. */
  readonly bit: ActionSet
  /** Of KMS: without these the call fails. */
  readonly needs: ActionSet
  /** Of KMS: without these some calls fail. */
  readonly sometimes: ActionSet
}

interface WrittenAction {
  readonly types?: readonly string[]
  readonly needs?: readonly string[]
  readonly sometimes?: readonly string[]
}

interface Row {
  readonly within?: readonly string[]
  readonly actions: Readonly<Record<string, WrittenAction>>
}

const rows: Readonly<Record<string, Row>> = table.rows

const bits: ReadonlyMap<string, ActionSet> = new Map(
  Object.values(rows)
    .flatMap(({ actions }) => Object.keys(actions))
    .map((name, index) => [name.toLowerCase(), 1n << BigInt(index)]),
)

/** The actions of other services for which these have KMS called in the name of their caller. */
export const callerCatalogue: ActionCatalogue = actionCatalogue(
  bits,
  [...bits.values()].reduce(union, noActions),
)

/** The actions of a row of the table of services that concern a resource of this type; none for most rows. */
export function callerActionsOf(row: string, type: string): readonly CallerAction[] {
  const actions = Object.hasOwn(rows, row) ? Object.entries(rows[row]?.actions ?? {}) : []
  return actions
    .filter(([, { types }]) => types?.includes(type) !== false)
    .map(([name, { needs = [], sometimes = [] }]) => ({
      name,
      bit: bits.get(name.toLowerCase()) ?? noActions,
      needs: setOf(needs),
      sometimes: setOf(sometimes),
    }))
}

/** Whether these actions name what stands in a resource, such as the objects of a bucket. */
export function isAboutContents(row: string, type: string): boolean {
  return Object.hasOwn(rows, row) && rows[row]?.within?.includes(type) === true
}

function setOf(names: readonly string[]): ActionSet {
  return names.map(action).reduce(union, noActions)
}
