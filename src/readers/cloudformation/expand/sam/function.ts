import { wordOf } from '../../evaluate/node-parts.ts'
import { itemsOf, mapOf, treeAt, wordIn, type MapTree, type Tree } from '../../syntax/tree.ts'
import { listTree, mapTree, remade, withEntry, wordTree } from '../trees.ts'
import { destinationDocuments, eventsOf, type EventParts } from './events.ts'
import { allowed, documentTree } from './statements.ts'
import { awsManaged, isNoValue, named, policiesOf, type RolePolicies } from './policies.ts'
import { arnOfRole, roleOf, tagsOf } from './role.ts'
import type { Made, Serverless } from './serverless.ts'

/** What `AWS::Lambda::Function` has by the same name (AWS SAM Developer Guide, AWS::Serverless::Function). */
const samePropertyNames: readonly string[] = `
  FunctionName Handler Runtime Description MemorySize Timeout VpcConfig Environment KmsKeyArn
  ReservedConcurrentExecutions Layers FileSystemConfigs ImageConfig PackageType Architectures SnapStart
  EphemeralStorage CodeSigningConfigArn RuntimeManagementConfig LoggingConfig TenancyConfig RecursiveLoop
  DurableConfig CapacityProviderConfig
`
  .trim()
  .split(/\s+/)

/** A function of SAM as CloudFormation gets it: the function, the role that it runs under, its event source mappings. */
export function functionOf(resource: Serverless): Made {
  const { id, tree, properties } = resource
  const events = eventsOf(id, properties)
  const role = roleFor(resource)
  const main = remade(tree, 'AWS::Lambda::Function', lambdaProperties(resource, role.value))
  const made: Made['resources'] =
    role.made === undefined
      ? []
      : [
          [
            `${id}Role`,
            roleOf({
              properties,
              service: 'lambda',
              policies: rolePolicies(resource, events),
              condition: role.made.condition,
            }),
          ],
        ]
  const mappings = events.mappings.map(([name, mapping]) => [name, underCondition(mapping, tree)] as const)
  return { resources: [[id, main], ...made, ...mappings], conditions: role.conditions }
}

function underCondition(made: MapTree, { entries }: MapTree): MapTree {
  const condition = entries.get('Condition')?.value
  return condition === undefined ? made : withEntry(made, 'Condition', condition)
}

/** The value of `Role`, and whether SAM makes that role. */
interface FunctionRole {
  readonly value: Tree
  readonly made?: { readonly condition: Tree | undefined }
  readonly conditions: Made['conditions']
}

/** A role is made where none is written, and for the way of an `Fn::If` that leaves it out. */
function roleFor({ id, tree, properties }: Serverless): FunctionRole {
  const written = treeAt(properties, 'Role')
  const own = arnOfRole(`${id}Role`, tree)
  const condition = treeAt(tree, 'Condition')
  if (written === undefined) return { value: own, made: { condition }, conditions: [] }
  const [name, then, otherwise] = itemsOf(treeAt(written, 'Fn::If'))
  const word = wordIn(name)
  if (name === undefined || word === undefined || then === undefined || otherwise === undefined)
    return { value: written, conditions: [] }
  const either = (one: Tree, other: Tree) => mapOf('Fn::If', listTree([name, one, other], written.place))
  if (isNoValue(then) && isNoValue(otherwise)) return { value: own, made: { condition }, conditions: [] }
  if (isNoValue(then)) return { value: either(own, otherwise), made: { condition: name }, conditions: [] }
  if (!isNoValue(otherwise)) return { value: written, conditions: [] }
  const not = mapOf('Fn::Not', listTree([mapOf('Condition', name)], name.place))
  return {
    value: either(then, own),
    made: { condition: wordTree(`NOT${word}`, name.place) },
    conditions: [[`NOT${word}`, not]],
  }
}

function lambdaProperties({ properties }: Serverless, role: Tree): MapTree {
  const { place } = properties
  const same = samePropertyNames.map(name => [name, treeAt(properties, name)] as const)
  const code = {
    ZipFile: treeAt(properties, 'InlineCode'),
    SourceKMSKeyArn: treeAt(properties, 'SourceKMSKeyArn'),
  }
  const queue = treeAt(properties, 'DeadLetterQueue', 'TargetArn')
  const tracing = treeAt(properties, 'Tracing')
  return mapTree(
    {
      ...Object.fromEntries(same),
      Role: role,
      Code: mapTree(code, place),
      Tags: tagsOf(properties, 'lambda:createdBy'),
      DeadLetterConfig: queue && mapOf('TargetArn', queue),
      TracingConfig: tracing && mapOf('Mode', tracing),
    },
    place,
  )
}

/** What the role may do: what any function needs, what the function's settings need, and what its author gives it. */
function rolePolicies(resource: Serverless, events: EventParts): RolePolicies {
  const { id, properties, notes } = resource
  const durable = treeAt(properties, 'DurableConfig') !== undefined
  const network = treeAt(properties, 'VpcConfig')
  const queue = treeAt(properties, 'DeadLetterQueue')
  const given = policiesOf(treeAt(properties, 'Policies'), `${id}Role`, notes)
  return {
    managed: [
      awsManaged(
        `service-role/AWSLambdaBasic${durable ? 'DurableExecutionRolePolicy' : 'ExecutionRole'}`,
        properties,
      ),
      ...(isTraced(resource) ? [awsManaged('AWSXrayWriteOnlyAccess', properties)] : []),
      ...(network === undefined ? [] : [awsManaged('service-role/AWSLambdaVPCAccessExecutionRole', network)]),
      ...given.managed,
      ...events.managed,
    ],
    documents: [
      ...deadLetters(queue),
      ...destinationDocuments(`${id}EventInvokeConfig`, treeAt(properties, 'EventInvokeConfig')),
      ...given.documents,
      ...events.documents,
    ],
  }
}

function isTraced({ id, file, facts, properties }: Serverless): boolean {
  const tracing = treeAt(properties, 'Tracing')
  if (tracing === undefined) return false
  return wordOf(facts(tracing, { file, address: id, pointer: '/Properties/Tracing' })) !== 'Disabled'
}

function deadLetters(queue: Tree | undefined): readonly Tree[] {
  const target = treeAt(queue, 'TargetArn')
  if (target === undefined) return []
  const action = wordIn(treeAt(queue, 'Type')) === 'SNS' ? 'sns:Publish' : 'sqs:SendMessage'
  return [named('DeadLetterQueuePolicy', documentTree([allowed(action, target)], target))]
}
