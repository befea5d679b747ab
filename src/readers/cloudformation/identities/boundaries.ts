import type { IdentityPolicy } from '../../../model/identity.ts'
import type { Node } from '../../../model/node.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { unread } from '../../../policy/read-policy.ts'
import { variants, written, type Declared, type Possible } from '../declared.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { hole, nodeAt } from '../evaluate/node-parts.ts'
import { hangingPolicy } from './holder.ts'
import { policyMeant, type PolicyIndex } from './managed-policies.ts'

const name = 'PermissionsBoundary'

/** The permissions boundary of a role or user; it hangs on something where it may turn out to be none. */
export function boundaryOf(index: PolicyIndex, resource: Declared): IdentityPolicy | undefined {
  const { tree, at, rest } = written(resource, [name])
  if (tree === undefined) return undefined
  const ways = variants(resource, run => [nodeAt(evaluate(run, tree, at), ...rest) ?? nothing(at)])
  const [first, ...others] = ways.filter(({ node }) => !isNone(node))
  if (first === undefined) return undefined
  const hangsOn = ways.some(({ node }) => isNone(node)) ? first.hangsOn : []
  if (others.length > 0) return undecided(resource, first, hangsOn)
  const { policy } = policyMeant(index, resource, first.node)
  return hangingPolicy(policy, hangsOn)
}

/** Stands for `AWS::NoValue`. */
function nothing(at: Node['at']): Node {
  return { type: 'literal', value: null, at }
}

function isNone(node: Node): boolean {
  return node.type === 'literal' ? node.value === null : node.type === 'text' && node.text.length === 0
}

/** One of several. */
function undecided(
  { id }: Declared,
  { node, hangsOn }: Possible,
  noneIf: readonly Unknown[],
): IdentityPolicy {
  const [because = hole(node.at, name, 'undecided-condition')] = hangsOn
  return {
    name: `the permissions boundary of ${id}`,
    document: unread(node.at, because),
    sensitive: false,
    hangsOn: noneIf,
  }
}
