import { action, grantableOperations } from '../policy/actions.ts'
import { noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Grant, GrantConstraint } from '../model/grant.ts'
import type { Condition } from '../model/statement.ts'
import { showPrincipal } from '../model/principal.ts'
import { holesOf, literal, showText, text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { namingsOf, type Caller } from './naming.ts'
import type { Permit } from './permit.ts'

/** Operations that no constraint on the encryption context concerns (API Reference, "GrantConstraints"). */
const withoutContext = action('DescribeKey')

/** What a grant allows its grantee: operations with the constraints that must be met. */
export function permitsOfGrant(
  grant: Grant,
  caller: Caller,
  whichKey: readonly Unknown[],
): readonly Permit[] {
  const doubts = doubtsAbout(grant, caller)
  if (doubts === undefined) return []
  const { at } = grant
  const says = `grant ${grant.address} allows ${showPrincipal(grant.grantee)}`
  const shared = { unless: [], steps: [{ kind: 'kms-grant' as const, says, at }] }
  return operationsOf(grant).flatMap(({ actions, hangsOn }) =>
    [
      { actions: actions & ~withoutContext, describes: false },
      { actions: actions & withoutContext, describes: true },
    ].flatMap(part => {
      if (part.actions === noActions) return []
      const asked = grant.constraints.map(constraint => conditionsOf(constraint, part.describes))
      return [
        {
          ...shared,
          actions: part.actions,
          conditions: asked.flatMap(({ conditions }) => conditions),
          hangsOn: [...doubts, ...whichKey, ...hangsOn, ...asked.flatMap(({ holes }) => holes)],
        },
      ]
    }),
  )
}

/** What hides whether the caller is the grantee; nothing when it is somebody else. */
function doubtsAbout({ grantee, hangsOn = [], at }: Grant, caller: Caller): readonly Unknown[] | undefined {
  const listed = { negated: false, items: [{ principal: grantee, at }], at }
  const [naming] = namingsOf(listed, caller)
  if (naming === undefined || grantee.kind === 'everyone') return undefined
  const doubts = [...naming.hangsOn, ...hangsOn]
  if (grantee.kind !== 'account' || caller.principal.kind === 'root-user') return doubts
  // Whether a grant to an account reaches its other principals is not documented.
  const name = 'whether a grant to an account reaches its other principals'
  return [...doubts, { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }]
}

interface Operations {
  readonly actions: ActionSet
  readonly hangsOn: readonly Unknown[]
}

/** An operation that is not known can be any; what no grant can give is nothing. */
export function operationsOf(grant: Pick<Grant, 'operations'>): readonly Operations[] {
  let actions = noActions
  const holes: Unknown[] = []
  for (const operation of grant.operations) {
    const known = literal(operation)
    if (known === undefined) holes.push(...holesOf(operation))
    else actions = union(actions, grantableOperations.get(known.toLowerCase()) ?? noActions)
  }
  const rest =
    holes.length === 0 ? noActions : [...grantableOperations.values()].reduce(union, noActions) & ~actions
  return [
    { actions, hangsOn: [] },
    { actions: rest, hangsOn: holes },
  ].filter(part => part.actions !== noActions)
}

interface Asked {
  readonly conditions: readonly Condition[]
  readonly holes: readonly Unknown[]
}

/** A constraint in the words of the condition language. */
function conditionsOf(constraint: GrantConstraint, describes: boolean): Asked {
  switch (constraint.kind) {
    case 'unknown':
      return { conditions: [], holes: describes ? [] : [constraint.unknown] }
    case 'source-arn': {
      const { arn, at } = constraint
      // `DescribeKey` is held to it only where it is given.
      return {
        conditions: [
          { operator: 'StringEquals', ifExists: describes, key: 'aws:SourceArn', values: [arn], at },
        ],
        holes: [],
      }
    }
    case 'equals':
    case 'subset': {
      if (describes) return { conditions: [], holes: [] }
      const { pairs, at } = constraint
      const asked = [...pairs].map(([name, value]): Condition => ({
        operator: 'StringEquals',
        ifExists: false,
        key: `kms:EncryptionContext:${name}`,
        values: [value],
        at,
      }))
      return {
        conditions: constraint.kind === 'subset' ? asked : [...asked, nothingElse(pairs, at)],
        holes: [],
      }
    }
  }
}

/** Exactly these pairs: names do not depend on case here. */
function nothingElse(pairs: ReadonlyMap<string, unknown>, at: Condition['at']): Condition {
  return {
    operator: 'StringEqualsIgnoreCase',
    qualifier: 'ForAllValues',
    ifExists: false,
    key: 'kms:EncryptionContextKeys',
    values: [...pairs.keys()].map(name => text(name)),
    at,
  }
}

/** For people: `Decrypt, GenerateDataKey`. */
export function showOperations({ operations }: Pick<Grant, 'operations'>): string {
  return operations.map(showText).join(', ')
}
