import { describe, expect, test } from 'vitest'
import { expansionOf, resourcesOf } from '../test-expansion.ts'

const Transform = 'AWS::Serverless-2016-10-31'

function expansionFor(Properties: object, rest: object = {}, type = 'Function') {
  const { Globals, ...attributes } = { Globals: {}, ...rest }
  const App = { Type: `AWS::Serverless::${type}`, ...attributes, Properties }
  return expansionOf({ Transform, Globals, Resources: { App } })
}

function aws(name: string): object {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` }
}

const basic = aws('service-role/AWSLambdaBasicExecutionRole')
const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }],
}
const noValue = { Ref: 'AWS::NoValue' }

describe('a function', () => {
  test('gets a role that Lambda can assume', () => {
    const expansion = expansionFor({ Handler: 'a', KmsKeyArn: { Ref: 'Key' } }, { Condition: 'IsProd' })
    expect(resourcesOf(expansion)).toEqual({
      App: {
        Type: 'AWS::Lambda::Function',
        Condition: 'IsProd',
        Properties: {
          Handler: 'a',
          KmsKeyArn: { Ref: 'Key' },
          Role: { 'Fn::GetAtt': ['AppRole', 'Arn'] },
          Code: {},
          Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
        },
      },
      AppRole: {
        Type: 'AWS::IAM::Role',
        Condition: 'IsProd',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
            ],
          },
          ManagedPolicyArns: [basic],
          Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
        },
      },
    })
    expect(expansion).toMatchObject({ notes: [], complete: true })
  })

  test.each([
    ['ReadOnlyAccess', [basic, aws('ReadOnlyAccess')]],
    [['ViewOnlyAccess'], [basic, aws('job-function/ViewOnlyAccess')]],
    [
      ['arn:aws:iam::111122223333:policy/p', { Ref: 'Policy' }],
      [basic, 'arn:aws:iam::111122223333:policy/p', { Ref: 'Policy' }],
    ],
    [
      [{ 'Fn::If': ['IsProd', 'ReadOnlyAccess', noValue] }],
      [basic, { 'Fn::If': ['IsProd', aws('ReadOnlyAccess'), noValue] }],
    ],
  ])('has managed policies by name and ARN: %j', (Policies, ManagedPolicyArns) => {
    expect(resourcesOf(expansionFor({ Policies }))).toMatchObject({
      AppRole: { Properties: { ManagedPolicyArns } },
    })
  })

  test.each([
    [document, [{ PolicyName: 'AppRolePolicy0', PolicyDocument: document }]],
    [
      ['ReadOnlyAccess', { 'Fn::If': ['IsProd', document, noValue] }],
      [{ 'Fn::If': ['IsProd', { PolicyName: 'AppRolePolicy1', PolicyDocument: document }, noValue] }],
    ],
    [
      [{ KMSDecryptPolicy: { KeyId: { Ref: 'Key' } } }],
      [
        {
          PolicyName: 'AppRolePolicy0',
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'kms:Decrypt',
                Resource: {
                  'Fn::Sub': [
                    'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}',
                    { KeyId: { Ref: 'Key' } },
                  ],
                },
              },
            ],
          },
        },
      ],
    ],
  ])('has documents and policy templates: %j', (Policies, found) => {
    expect(resourcesOf(expansionFor({ Policies }))).toMatchObject({
      AppRole: { Properties: { Policies: found } },
    })
  })

  test('has what its settings need', () => {
    const expansion = expansionFor({
      Tracing: 'Active',
      VpcConfig: {},
      DeadLetterQueue: { Type: 'SNS', TargetArn: { Ref: 'Topic' } },
      Events: { Orders: { Type: 'SQS', Properties: { Queue: 'arn:q', KmsKeyArn: { Ref: 'Key' } } } },
      PermissionsBoundary: 'arn:b',
      RolePath: '/apps/',
      AssumeRolePolicyDocument: document,
      Tags: { team: 'a' },
    })
    expect(resourcesOf(expansion)).toMatchObject({
      AppRole: {
        Properties: {
          AssumeRolePolicyDocument: document,
          ManagedPolicyArns: [
            basic,
            aws('AWSXrayWriteOnlyAccess'),
            aws('service-role/AWSLambdaVPCAccessExecutionRole'),
            aws('service-role/AWSLambdaSQSQueueExecutionRole'),
          ],
          Policies: [
            {
              PolicyDocument: {
                Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Topic' } }],
              },
            },
          ],
          Path: '/apps/',
          PermissionsBoundary: 'arn:b',
          Tags: [
            { Key: 'lambda:createdBy', Value: 'SAM' },
            { Key: 'team', Value: 'a' },
          ],
        },
      },
      AppOrders: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'App' }, EventSourceArn: 'arn:q', KmsKeyArn: { Ref: 'Key' } },
      },
    })
  })

  test('decrypts the secrets of its event sources', () => {
    const settings = {
      Broker: 'arn:b',
      SourceAccessConfigurations: [{ Type: 'BASIC_AUTH', URI: 'arn:s' }],
      SecretsManagerKmsKeyId: '1234abcd',
    }
    const expansion = expansionFor({ Events: { Queue: { Type: 'MQ', Properties: settings } } })
    const key = { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/1234abcd' }
    expect(resourcesOf(expansion)).toMatchObject({
      AppRole: {
        Properties: {
          Policies: [
            {
              PolicyDocument: {
                Statement: [
                  { Action: 'secretsmanager:GetSecretValue', Resource: 'arn:s' },
                  { Action: 'kms:Decrypt', Resource: key },
                ],
              },
            },
          ],
        },
      },
    })
  })

  test.each([
    ['arn:r', ['App'], 'arn:r'],
    [{ 'Fn::GetAtt': ['R', 'Arn'] }, ['App'], { 'Fn::GetAtt': ['R', 'Arn'] }],
    [
      { 'Fn::If': ['C', noValue, 'arn:r'] },
      ['App', 'AppRole'],
      { 'Fn::If': ['C', { 'Fn::GetAtt': ['AppRole', 'Arn'] }, 'arn:r'] },
    ],
    [
      { 'Fn::If': ['C', 'arn:r', noValue] },
      ['App', 'AppRole'],
      { 'Fn::If': ['C', 'arn:r', { 'Fn::GetAtt': ['AppRole', 'Arn'] }] },
    ],
  ])('with a role of its own: %j', (Role, ids, found) => {
    const resources = resourcesOf(expansionFor({ Role }))
    expect(Object.keys(resources)).toEqual(ids)
    expect(resources).toMatchObject({ App: { Properties: { Role: found } } })
  })

  test('whose role is left out in one way has one under that condition', () => {
    const expansion = expansionFor({ Role: { 'Fn::If': ['C', 'arn:r', noValue] } })
    expect(resourcesOf(expansion)).toMatchObject({ AppRole: { Condition: 'NOTC' } })
    expect([...expansion.template.conditions.keys()]).toEqual(['NOTC'])
  })

  test('has what Globals say, as far as it does not say otherwise', () => {
    const Function = {
      KmsKeyArn: 'arn:shared',
      Tracing: 'Active',
      Environment: { Variables: { A: '1', B: '1' } },
      Layers: ['one'],
    }
    const own = { Tracing: 'Disabled', Environment: { Variables: { B: '2' } }, Layers: ['two'] }
    expect(resourcesOf(expansionFor(own, { Globals: { Function } }))).toMatchObject({
      App: {
        Properties: {
          KmsKeyArn: 'arn:shared',
          Environment: { Variables: { A: '1', B: '2' } },
          Layers: ['one', 'two'],
        },
      },
      AppRole: { Properties: { ManagedPolicyArns: [basic] } },
    })
    const ignoring = expansionFor(own, { Globals: { Function }, IgnoreGlobals: ['KmsKeyArn'] })
    expect(resourcesOf(ignoring)).not.toMatchObject({ App: { Properties: { KmsKeyArn: 'arn:shared' } } })
  })

  test('with a policy template that nobody knows has a policy of which nothing is known', () => {
    const expansion = expansionFor({ Policies: [{ NewPolicy: {} }] })
    expect(expansion).toMatchObject({
      notes: [
        'line 1: the policy template `NewPolicy` is not known to this version: what it gives AppRole is not judged',
      ],
      complete: false,
    })
    expect(resourcesOf(expansion)).toMatchObject({
      AppRole: { Properties: { Policies: [{ PolicyDocument: { 'Fn::Transform': { Name: 'NewPolicy' } } }] } },
    })
  })
})

test('a state machine has a role that Step Functions can assume', () => {
  const expansion = expansionFor({ Policies: [document], Tracing: { Enabled: true } }, {}, 'StateMachine')
  expect(resourcesOf(expansion)).toMatchObject({
    App: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: { 'Fn::GetAtt': ['AppRole', 'Arn'] } },
    },
    AppRole: {
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'states.amazonaws.com' } }] },
        ManagedPolicyArns: [aws('AWSXrayWriteOnlyAccess')],
        Policies: [{ PolicyName: 'AppRolePolicy0', PolicyDocument: document }],
      },
    },
  })
  expect(Object.keys(resourcesOf(expansionFor({ Role: 'arn:r' }, {}, 'StateMachine')))).toEqual(['App'])
})

test('a table keeps what it is encrypted with', () => {
  const SSESpecification = { SSEEnabled: 'true', SSEType: 'KMS', KMSMasterKeyId: { Ref: 'Key' } }
  expect(resourcesOf(expansionFor({ SSESpecification }, {}, 'SimpleTable'))).toMatchObject({
    App: { Type: 'AWS::DynamoDB::Table', Properties: { SSESpecification } },
  })
})

describe('what is not expanded', () => {
  test.each(['Connector', 'GraphQLApi', 'CapacityProvider', 'Unheard'])('%s is told', type => {
    const expansion = expansionFor({}, {}, type)
    expect(expansion.complete).toBe(false)
    expect(expansion.notes[0]).toContain(
      `what SAM makes of \`App\` (AWS::Serverless::${type}) is not judged: hand over`,
    )
  })

  test('an application is elsewhere', () => {
    expect(expansionFor({ Location: './app.yaml' }, {}, 'Application').notes).toEqual([
      'line 1: `App` is an application whose template is elsewhere: it is not judged',
    ])
  })

  test('connectors of a resource are policies', () => {
    expect(expansionFor({}, { Connectors: {} }).notes[0]).toContain('the connectors of `App` become policies')
  })

  test.each(['Api', 'HttpApi', 'LayerVersion'])('%s has no role and no key', type => {
    expect(expansionFor({}, {}, type)).toMatchObject({ notes: [], complete: true })
  })
})

test('what stands in no SAM template is left alone', () => {
  const App = { Type: 'AWS::Serverless::Function', Properties: {} }
  expect(Object.keys(resourcesOf(expansionOf({ Resources: { App } })))).toEqual(['App'])
})
