import type { Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { inEachStatement, type Fault, type Judged } from './in-statements.ts'
import { isOfKms, kmsActionsNamed, partsOfAction } from './kms-action-facts.ts'

/**
 * What AWS Organizations refuses in its policies beside what IAM refuses (Organizations User Guide, "SCP syntax" and
 * "RCP syntax").
 */
export function organizationSyntax(judged: Judged): readonly Problem[] {
  if (judged.kind === 'scp') return inEachStatement(judged, inServiceControl)
  return judged.kind === 'rcp' ? inEachStatement(judged, inResourceControl) : []
}

/** Since September 2025 all else of the language is allowed there. */
function inServiceControl({ principals }: Statement): readonly Fault[] {
  if (principals === undefined) return []
  const name = principals.negated ? 'NotPrincipal' : 'Principal'
  const says = `has a \`${name}\`: a service control policy is about whoever is in the accounts that it is attached to`
  return [{ code: 'scp-principal', says, at: principals.at }]
}

function inResourceControl(statement: Statement): readonly Fault[] {
  const { effect, principals, actions, at } = statement
  const faults: Fault[] = []
  const refuse = (says: string, place = at) => faults.push({ code: 'rcp-syntax', says, at: place })
  if (!isUnknown(effect) && effect === 'Allow') refuse('allows, and a resource control policy can only deny')
  if (actions?.negated === true)
    refuse('has a `NotAction`, which a resource control policy cannot have', actions.at)
  const whole = actions?.items.find(({ text }) => literal(text) === '*')
  if (whole !== undefined)
    refuse('denies `*`: a resource control policy names the service, like `kms:*`', whole.at)
  if (principals?.negated === true)
    refuse('has a `NotPrincipal`, which a resource control policy cannot have', principals.at)
  const named = principals?.items.find(({ principal: { kind } }) => kind !== 'everyone' && kind !== 'unknown')
  if (principals?.negated === false && named !== undefined)
    refuse('names a principal: in a resource control policy that is `"*"`, and conditions say who', named.at)
  return [...faults, ...retiring(statement)]
}

/** KMS Developer Guide, "Resource control policies in AWS KMS": they do not stop `kms:RetireGrant`. */
function retiring({ actions }: Statement): readonly Fault[] {
  const item = actions?.items.find(({ text }) => {
    const written = literal(text) ?? ''
    return (
      isOfKms(written) && kmsActionsNamed(partsOfAction(written)?.name ?? '')[0]?.action === 'RetireGrant'
    )
  })
  if (item === undefined) return []
  const says = 'denies `kms:RetireGrant`, which no resource control policy stops'
  return [{ code: 'rcp-retire-grant', says, at: item.at }]
}
