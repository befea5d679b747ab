import { treeAt, wordIn } from '../../syntax/tree.ts'
import { mapTree, remade } from '../trees.ts'
import { awsManaged, policiesOf } from './policies.ts'
import { arnOfRole, roleOf, tagsOf } from './role.ts'
import type { Made, Serverless } from './serverless.ts'

/** A state machine of SAM, with the role that it runs under where none is named. */
export function stateMachineOf({ id, tree, properties, notes }: Serverless): Made {
  const { place } = properties
  const written = treeAt(properties, 'Role')
  const main = {
    RoleArn: written ?? arnOfRole(`${id}Role`, tree),
    StateMachineName: treeAt(properties, 'Name'),
    StateMachineType: treeAt(properties, 'Type'),
    DefinitionSubstitutions: treeAt(properties, 'DefinitionSubstitutions'),
    LoggingConfiguration: treeAt(properties, 'Logging'),
    TracingConfiguration: treeAt(properties, 'Tracing'),
    Tags: tagsOf(properties, 'stateMachine:createdBy'),
  }
  const machine = remade(tree, 'AWS::StepFunctions::StateMachine', mapTree(main, place))
  if (written !== undefined) return { resources: [[id, machine]], conditions: [] }
  const given = policiesOf(treeAt(properties, 'Policies'), `${id}Role`, notes)
  const isTraced = /^true$/i.test(wordIn(treeAt(properties, 'Tracing', 'Enabled')) ?? '')
  const traced = isTraced ? [awsManaged('AWSXrayWriteOnlyAccess', properties)] : []
  const policies = { ...given, managed: [...given.managed, ...traced] }
  const role = roleOf({ properties, service: 'states', policies, condition: treeAt(tree, 'Condition') })
  return {
    resources: [
      [id, machine],
      [`${id}Role`, role],
    ],
    conditions: [],
  }
}
