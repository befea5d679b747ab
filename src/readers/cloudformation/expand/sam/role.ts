import { isCall } from '../../evaluate/evaluate.ts'
import { entriesOf, treeAt, type MapTree, type Tree } from '../../syntax/tree.ts'
import { listTree, mapTree, treeOf, wordTree } from '../trees.ts'
import type { RolePolicies } from './policies.ts'

/** What a role is made of that SAM adds to a function or a state machine. */
export interface RoleParts {
  /** The properties of the function or state machine. */
  readonly properties: Tree
  /** `lambda` */
  readonly service: string
  readonly policies: RolePolicies
  /** The name of the condition under which it is created. */
  readonly condition: Tree | undefined
}

/** The role that SAM makes: it stands where the function or state machine does. */
export function roleOf({ properties, service, policies, condition }: RoleParts): MapTree {
  const { place } = properties
  const trust =
    treeAt(properties, 'AssumeRolePolicyDocument') ?? treeOf(trustOf(`${service}.amazonaws.com`), place)
  const role = {
    AssumeRolePolicyDocument: trust,
    ManagedPolicyArns: listTree(policies.managed, place),
    Policies: policies.documents.length === 0 ? undefined : listTree(policies.documents, place),
    Path: treeAt(properties, 'RolePath'),
    PermissionsBoundary: treeAt(properties, 'PermissionsBoundary'),
    Tags: tagsOf(properties, `${service === 'states' ? 'stateMachine' : service}:createdBy`),
  }
  return mapTree(
    { Type: wordTree('AWS::IAM::Role', place), Condition: condition, Properties: mapTree(role, place) },
    place,
  )
}

function trustOf(service: string) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
  }
}

/** Tags stand as an object in SAM, and as a list in CloudFormation; SAM adds one of its own. */
export function tagsOf(properties: Tree, own?: string): Tree {
  const { place } = properties
  const written = treeAt(properties, 'Tags')
  const created = own === undefined ? [] : [tag(own, wordTree('SAM', place))]
  const tags = isCall(written) ? [] : entriesOf(written).map(([name, { value }]) => tag(name, value))
  return listTree([...created, ...tags], place)
}

function tag(name: string, value: Tree): Tree {
  return mapTree({ Key: wordTree(name, value.place), Value: value }, value.place)
}

/** `!GetAtt Role.Arn`. */
export function arnOfRole(id: string, { place }: Tree): Tree {
  return mapTree({ 'Fn::GetAtt': listTree([wordTree(id, place), wordTree('Arn', place)], place) }, place)
}
