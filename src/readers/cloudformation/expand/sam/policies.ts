import { isCall } from '../../evaluate/evaluate.ts'
import { itemsOf, mapOf, treeAt, wordIn, type MapTree, type Tree } from '../../syntax/tree.ts'
import type { Notes } from '../notes.ts'
import { mapTree, treeOf, wordTree } from '../trees.ts'
import { isPolicyTemplate, policyOfTemplate } from './policy-templates.ts'
import table from './tables.json' with { type: 'json' }

/** The policies of a role that SAM makes. */
export interface RolePolicies {
  readonly documents: readonly Tree[]
  readonly managed: readonly Tree[]
}

/**
 * `Policies` of a function or a state machine: names and ARNs of managed policies, documents, and SAM's policy templates,
 * as one or as a list (AWS SAM Developer Guide, AWS::Serverless::Function, "Policies").
 */
export function policiesOf(policies: Tree | undefined, role: string, notes: Notes): RolePolicies {
  const all = policies === undefined ? [] : policies.kind === 'list' ? policies.items : [policies]
  const documents: Tree[] = []
  const managed: Tree[] = []
  for (const [index, policy] of all.entries()) {
    const kind = kindOf(policy)
    if (kind === 'nothing') continue
    if (kind === 'managed') managed.push(inBranches(policy, managedArn))
    else
      documents.push(
        inBranches(policy, one => named(`${role}Policy${index}`, documentMeant(one, role, notes))),
      )
  }
  return { documents, managed }
}

/** An entry of a role's `Policies`. */
export function named(name: string, document: Tree): MapTree {
  return mapTree({ PolicyName: wordTree(name, document.place), PolicyDocument: document }, document.place)
}

/** The ARN of an AWS managed policy, by its path and name. */
export function awsManaged(name: string, { place }: Tree): Tree {
  return mapOf('Fn::Sub', wordTree(`arn:\${AWS::Partition}:iam::aws:policy/${name}`, place))
}

type Kind = 'managed' | 'document' | 'nothing'

/** Functions give managed policies, unless both ways of an `Fn::If` are something else. */
function kindOf(policy: Tree): Kind {
  const branches = branchesOf(policy)
  if (branches !== undefined) {
    const kinds = branches.map(kindOf)
    return kinds.find(kind => kind !== 'nothing') ?? 'nothing'
  }
  if (isNoValue(policy)) return 'nothing'
  return policy.kind === 'scalar' || isCall(policy) ? 'managed' : 'document'
}

function branchesOf(policy: Tree): readonly [Tree, Tree] | undefined {
  const [, then, otherwise] = itemsOf(treeAt(policy, 'Fn::If'))
  return then === undefined || otherwise === undefined ? undefined : [then, otherwise]
}

/** `!Ref AWS::NoValue`. */
export function isNoValue(tree: Tree): boolean {
  return wordIn(treeAt(tree, 'Ref')) === 'AWS::NoValue'
}

/** The same in each way of an `Fn::If`. */
function inBranches(policy: Tree, task: (tree: Tree) => Tree): Tree {
  const branches = branchesOf(policy)
  if (branches === undefined) return isNoValue(policy) ? policy : task(policy)
  const [condition] = itemsOf(treeAt(policy, 'Fn::If'))
  const [then, otherwise] = branches.map(branch => inBranches(branch, task))
  if (condition === undefined || then === undefined || otherwise === undefined) return policy
  return mapOf('Fn::If', { kind: 'list', items: [condition, then, otherwise], place: policy.place })
}

const paths: ReadonlyMap<string, string> = new Map(
  Object.entries(table.managedPolicies).flatMap(([path, names]) =>
    names.split(' ').map((name): [string, string] => [name, `${path}${name}`]),
  ),
)

function managedArn(policy: Tree): Tree {
  const name = wordIn(policy)
  if (name === undefined || /^arn:|\{\{resolve:/.test(name)) return policy
  return awsManaged(paths.get(name) ?? name, policy)
}

/** A document as it is written, or what a policy template stands for; else one of which nothing is known. */
function documentMeant(policy: Tree, role: string, notes: Notes): Tree {
  if (treeAt(policy, 'Statement') !== undefined || policy.kind !== 'map') return policy
  const [only, ...more] = policy.entries
  if (only !== undefined && more.length === 0) {
    const [name, { value }] = only
    if (isPolicyTemplate(name)) return policyOfTemplate(name, value)
    notes.wanting(
      `the policy template \`${name}\` is not known to this version: what it gives ${role} is not judged`,
      policy.place,
    )
  } else {
    notes.wanting(
      `a policy of ${role} is neither a document nor one policy template: it is not judged`,
      policy.place,
    )
  }
  return treeOf({ 'Fn::Transform': { Name: only?.[0] ?? 'Policies' } }, policy.place)
}
