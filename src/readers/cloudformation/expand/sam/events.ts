import { entriesOf, itemsOf, mapOf, treeAt, wordIn, type MapTree, type Tree } from '../../syntax/tree.ts'
import { listTree, mapTree, treeOf, wordTree } from '../trees.ts'
import { awsManaged, named } from './policies.ts'
import { allowed, documentTree } from './statements.ts'

/** What an event of a function adds: to the function's role, and as a resource of its own. */
export interface EventParts {
  readonly managed: readonly Tree[]
  readonly documents: readonly Tree[]
  /** Its event source mapping: the place where filters are encrypted with a key. */
  readonly mappings: readonly (readonly [id: string, resource: MapTree])[]
}

/** AWS managed policies that SAM attaches so that Lambda can read the source (SAM, model/eventsources/pull.py). */
const readers: ReadonlyMap<string, string> = new Map([
  ['Kinesis', 'service-role/AWSLambdaKinesisExecutionRole'],
  ['DynamoDB', 'service-role/AWSLambdaDynamoDBExecutionRole'],
  ['SQS', 'service-role/AWSLambdaSQSQueueExecutionRole'],
  ['MSK', 'service-role/AWSLambdaMSKExecutionRole'],
])

/** Sources whose secrets Lambda reads, with a key that the event names. */
const withSecrets: ReadonlySet<string> = new Set(['MQ', 'SelfManagedKafka', 'DocumentDB', 'MSK'])

/** Where each of them names its source. */
const sources = ['Stream', 'Queue', 'Broker', 'Cluster']

/**
 * The events of a function that Lambda polls. What else SAM makes of events may invoke the function or start the state
 * machine and no more, so nothing of it bears on a key.
 */
export function eventsOf(id: string, properties: Tree): EventParts {
  const events = entriesOf(treeAt(properties, 'Events')).flatMap(([name, { value }]) => {
    const type = wordIn(treeAt(value, 'Type')) ?? ''
    const settings = treeAt(value, 'Properties') ?? mapTree({}, value.place)
    return readers.has(type) || withSecrets.has(type) ? [{ name, type, settings }] : []
  })
  return {
    managed: events.flatMap(({ type, settings }) => {
      const policy = readers.get(type)
      return policy === undefined ? [] : awsManaged(policy, settings)
    }),
    documents: events.flatMap(({ name, type, settings }) => [
      ...(withSecrets.has(type) ? secretsDocument(`${id}${name}SecretsPolicy`, settings) : []),
      ...destinationDocuments(`${id}${name}`, settings),
    ]),
    mappings: events.map(({ name, settings }) => [`${id}${name}`, mappingOf(id, settings)]),
  }
}

function secretsDocument(name: string, settings: Tree): readonly Tree[] {
  const { place } = settings
  const secrets = itemsOf(treeAt(settings, 'SourceAccessConfigurations')).flatMap(item => {
    const isSecret = /(?:_AUTH|_CERTIFICATE)$/.test(wordIn(treeAt(item, 'Type')) ?? '')
    return isSecret ? (treeAt(item, 'URI') ?? []) : []
  })
  const key = wordIn(treeAt(settings, 'SecretsManagerKmsKeyId'))
  const statements = [
    ...secrets.map(secret => allowed('secretsmanager:GetSecretValue', secret)),
    ...(key === undefined
      ? []
      : [
          allowed(
            'kms:Decrypt',
            treeOf(
              { 'Fn::Sub': `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${key}` },
              place,
            ),
          ),
        ]),
  ]
  return statements.length === 0 ? [] : [named(name, documentTree(statements, settings))]
}

/** What may be done with each kind of destination (SAM, model/iam.py). */
const destinations: ReadonlyMap<string, string> = new Map([
  ['SQS', 'sqs:SendMessage'],
  ['SNS', 'sns:Publish'],
  ['EventBridge', 'events:PutEvents'],
  ['Lambda', 'lambda:InvokeFunction'],
])

/** The policies for the destinations of an event, or of `EventInvokeConfig`. */
export function destinationDocuments(name: string, settings: Tree | undefined): readonly Tree[] {
  return ['OnSuccess', 'OnFailure'].flatMap(outcome => {
    const destination = treeAt(settings, 'DestinationConfig', outcome)
    const type = wordIn(treeAt(destination, 'Type')) ?? ''
    const target = treeAt(destination, 'Destination')
    // SAM makes a queue or a topic where none is named: without a key of the account's own.
    if (target === undefined) return []
    const statements = statementsFor(type, target)
    return statements.length === 0
      ? []
      : [named(`${name}${outcome}${type}Policy`, documentTree(statements, target))]
  })
}

function statementsFor(type: string, target: Tree): readonly Tree[] {
  const action = destinations.get(type)
  if (action !== undefined) return [allowed(action, target)]
  if (type !== 'S3Bucket') return []
  const { place } = target
  const parts = listTree([target, wordTree('*', place)], place)
  const objects = mapOf('Fn::Join', listTree([wordTree('/', place), parts], place))
  return [allowed('s3:PutObject', objects), allowed('s3:ListBucket', target)]
}

function mappingOf(id: string, settings: Tree): MapTree {
  const { place } = settings
  const source = sources.map(name => treeAt(settings, name)).find(found => found !== undefined)
  const properties = {
    FunctionName: mapOf('Ref', wordTree(id, place)),
    EventSourceArn: source,
    FilterCriteria: treeAt(settings, 'FilterCriteria'),
    KmsKeyArn: treeAt(settings, 'KmsKeyArn'),
  }
  return mapTree(
    { Type: wordTree('AWS::Lambda::EventSourceMapping', place), Properties: mapTree(properties, place) },
    place,
  )
}
