import type { Key } from '../../model/key.ts'
import { showPrincipal, type Principal } from '../../model/principal.ts'
import { literal } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { parseArn } from '../../policy/arn.ts'
import { answer } from '../answers.ts'
import type { PolicyStatement, Word } from '../word.ts'

/** A principal of a key policy is of a form that AWS refuses, or the id of one that was deleted. */
export const namesUnusablePrincipals: Word<PolicyStatement> = {
  says: 'it names a principal that AWS refuses, or the id of a deleted one',
  ask: subject => {
    const faults = faultsOf(subject)
    return answer(
      faults.length > 0,
      faults.map(({ at }) => at),
    )
  },
}

/** Which principals those are and why, in words. */
export function unusableIn(subject: PolicyStatement): string {
  const faults = faultsOf(subject)
  const [first] = faults
  if (first === undefined) return 'nobody'
  const more = faults.length === 1 ? '' : `, and ${faults.length - 1} more`
  return `${showPrincipal(first.principal)} (${first.why})${more}`
}

function faultsOf(subject: PolicyStatement) {
  if (subject.in !== 'key-policy') return []
  return (subject.statement.principals?.items ?? []).flatMap(({ principal, at }) => {
    const why = whyUnusable(principal, subject.key)
    return why === undefined ? [] : [{ principal, at, why }]
  })
}

/** IAM User Guide, "AWS JSON policy elements: Principal". */
function whyUnusable(principal: Principal, key: Key): string | undefined {
  switch (principal.kind) {
    case 'unusable':
      return principal.why
    case 'federated':
      return 'an identity provider is for trust policies only'
    case 'unique-id':
      return 'the id that AWS puts in the place of a deleted user or role'
    default:
      return 'arn' in principal ? ofOtherPartition(literal(principal.arn) ?? '', key) : undefined
  }
}

function ofOtherPartition(arn: string, { region }: Key): string | undefined {
  if (isUnknown(region)) return undefined
  const partition = literal(parseArn([arn])?.partition ?? []) ?? ''
  const own = partitionOf(region)
  if (partition === '' || own === undefined || partition === own) return undefined
  return `its partition is ${partition}, that of the key ${own}`
}

/** AWS General Reference, "Amazon Resource Names (ARNs)". */
function partitionOf(region: string): string | undefined {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/.test(region) ? 'aws' : undefined
}
