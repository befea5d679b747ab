import type { Pattern, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'
import { isOfKms, kmsActionsNamed, partsOfAction, serviceOf } from './kms-action-facts.ts'

/**
 * Actions that a policy of this kind cannot give: a key policy those on keys alone, a trust policy those of AWS STS. Of
 * wildcards nothing is said: `kms:List*` has actions of both kinds.
 */
export function supportedActions(judged: Judged): readonly Problem[] {
  switch (judged.kind) {
    case 'key-policy':
      return inEachStatement(judged, inKeyPolicy)
    case 'trust-policy':
      return inEachStatement(judged, inTrustPolicy)
    default:
      return []
  }
}

/** KMS Developer Guide, "AWS KMS permissions": some actions are on no key. A `NotAction` may leave out anything. */
function inKeyPolicy({ actions }: Statement): readonly Fault[] {
  if (actions === undefined || actions.negated) return []
  const foreign = actions.items.filter(item => isOfAnother(item, 'kms'))
  const isAll = foreign.length === actions.items.length
  return [
    ...foreign.map(({ text, at }) => ({
      code: isAll ? ('unsupported-action' as const) : ('unsupported-action-too' as const),
      says: `lists ${quoted(text)}, which no key policy can allow or deny`,
      at,
    })),
    ...actions.items.flatMap(onNoKey),
  ]
}

function onNoKey({ text, at }: Pattern): readonly Fault[] {
  const written = literal(text)
  if (written === undefined || !isOfKms(written) || /[*?]/.test(written)) return []
  const [action] = kmsActionsNamed(partsOfAction(written)?.name ?? '')
  if (action?.appliesTo !== 'iam') return []
  const shown = quoted(written)
  // API Reference, RetireGrant: the grant says who may retire it, and IAM policies do.
  return action.action === 'RetireGrant'
    ? [
        {
          code: 'retire-grant-action',
          says: `lists ${shown}, which the grant decides and no key policy can`,
          at,
        },
      ]
    : [
        {
          code: 'action-of-iam-alone',
          says: `lists ${shown}, which is on no key: only an IAM policy can allow it`,
          at,
        },
      ]
}

/** IAM answers "AssumeRole policy may only specify STS AssumeRole actions". */
function inTrustPolicy({ actions }: Statement): readonly Fault[] {
  return (actions?.items ?? [])
    .filter(item => isOfAnother(item, 'sts'))
    .map(({ text, at }) => ({
      code: 'unsupported-action',
      says: `lists ${quoted(text)}: a trust policy is about actions of AWS STS alone`,
      at,
    }))
}

function isOfAnother({ text }: Pattern, service: string): boolean {
  const written = serviceOf(text)
  return written !== undefined && written !== service
}
