import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { noActions } from '../model/action-set.ts'
import type { Condition, PolicyDocument } from '../model/statement.ts'
import { showText } from '../model/text.ts'
import { sharedPath } from '../shared-data.ts'
import { actionCatalogue } from './action-catalogue.ts'
import kms from './aws/kms-actions.json' with { type: 'json' }
import table from './aws/managed-policies.json' with { type: 'json' }
import { loadManagedPolicies, managedPoliciesDate } from './managed-policies.ts'
import { readPolicyText } from './read-policy.ts'

const at = { file: 'plan.json', address: 'aws_iam_role_policy_attachment.a', pointer: '/policy_arn' }
const policies = await loadManagedPolicies()
const arnOf = (name: string): string => `arn:aws:iam::aws:policy/${name}`
const named = (name: string): PolicyDocument | undefined => policies(arnOf(name), at)

const watched = [
  ...kms.actions.map(({ action }) => `kms:${action}`),
  ...table.actions.filter(name => name !== 'kms:*'),
].map((name, index) => ({ name, bit: 1n << BigInt(index) }))

const { coverOf } = actionCatalogue(
  new Map(watched.map(({ name, bit }) => [name.toLowerCase(), bit])),
  watched.reduce((all, { bit }) => all | bit, noActions),
)

/** What a document says about the watched actions, in words that can be compared: order means nothing in IAM. */
function rulings(document: PolicyDocument | undefined): readonly object[] | undefined {
  return document?.statements.flatMap(
    ({ sid, effect, actions, resources, conditions, conditionHoles, ...statement }) => {
      const { must, may } = coverOf(actions)
      if (may === noActions) return []
      expect([must, conditionHoles]).toEqual([may, []])
      return {
        pointer: statement.at.pointer,
        sid,
        effect,
        actions: watched.filter(({ bit }) => (may & bit) !== noActions).map(({ name }) => name),
        resources: [
          resources?.negated,
          ...inOrder((resources?.items ?? []).map(item => showText(item.text))),
        ],
        conditions: inOrder(conditions.map(inWords)),
      }
    },
  )
}

function inWords({ operator, qualifier, ifExists, key, values }: Condition): string {
  return [operator, qualifier, ifExists, key, ...inOrder(values.map(showText))].join(' ')
}

function inOrder(words: readonly string[]): readonly string[] {
  return words.toSorted((one, other) => (one < other ? -1 : 1))
}

describe('the document of a managed policy', () => {
  test.each(['aws', 'aws-cn', 'aws-us-gov'])('is found by an ARN of the partition %s', partition => {
    const document = policies(`arn:${partition}:iam::aws:policy/AdministratorAccess`, at)
    expect(rulings(document)).toMatchObject([{ effect: 'Allow', resources: [false, '*'], conditions: [] }])
  })

  test.each(['service-role/AWSLambdaKinesisExecutionRole', 'job-function/SystemAdministrator'])(
    '%s',
    name => {
      expect(named(name)).toBeDefined()
    },
  )

  test('stands at the place that was asked for, each statement under its number in the original', () => {
    const document = named('SecretsManagerReadWrite')
    expect(document?.at).toBe(at)
    expect(document?.statements.map(statement => [statement.sid, statement.at.pointer])).toEqual([
      ['BasePermissions', '/policy_arn/Statement/0'],
      ['LambdaPermissions', '/policy_arn/Statement/1'],
    ])
    expect(document?.statements.every(statement => statement.at.address === at.address)).toBe(true)
  })

  test('has ARNs of the partition that it is asked for', () => {
    const name = 'AWSQuickSetupStartSSMAssociationsExecutionPolicy'
    const resources = (partition: string) =>
      policies(`arn:${partition}:iam::aws:policy/${name}`, at)?.statements.flatMap(statement =>
        (statement.resources?.items ?? []).map(item => showText(item.text).split(':')[1]),
      )
    expect(new Set(resources('aws'))).toEqual(new Set(['aws']))
    expect(new Set(resources('aws-cn'))).toEqual(new Set(['aws-cn']))
  })

  test.each(['AmazonS3ReadOnlyAccess', 'CloudWatchLogsFullAccess'])(
    'has no statement, and no hole, when %s says nothing of keys',
    name => {
      expect(named(name)).toMatchObject({ statements: [], holes: [], problems: [] })
    },
  )

  test.each([
    'arn:aws:iam::aws:policy/NoSuchPolicy',
    'arn:aws:iam::aws:policy/service-role/AdministratorAccess',
    'arn:aws:iam::aws:policy/SystemAdministrator',
    'arn:aws:iam::111122223333:policy/AdministratorAccess',
    'arn:aws-iso:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::aws:policy/AdministratorAccess v1',
    'arn:aws:iam::aws:policy/',
    'arn:aws:iam::aws:policy/constructor',
    'AdministratorAccess',
    '',
  ])('is none for %j', arn => {
    expect(policies(arn, at)).toBeUndefined()
  })
})

describe('what is kept', () => {
  test('`NotAction`, without what is not watched', () => {
    expect(named('PowerUserAccess')?.statements[0]?.actions).toMatchObject({
      negated: true,
      items: [{ text: ['iam:*'] }],
    })
  })

  test('a denial of everything but what is not watched', () => {
    expect(rulings(named('root-task/S3UnlockBucketPolicy'))).toContainEqual(
      expect.objectContaining({ effect: 'Deny', actions: watched.map(({ name }) => name) }),
    )
  })

  test('`NotResource`', () => {
    expect(table.statements.some(statement => statement.onAllBut !== undefined)).toBe(true)
  })

  test('policies that AWS no longer offers', () => {
    const actions = named('AWSLambdaFullAccess')?.statements[0]?.actions
    expect(actions?.items.map(item => showText(item.text))).toEqual([
      'iam:PassRole',
      'kms:ListAliases',
      'lambda:*',
    ])
  })
})

describe('the table', () => {
  const names = table.policies.map(row => row.split(' ')[0] ?? '')

  test('has each policy once, with statements that read without objection and are not in vain', () => {
    expect(new Set(names).size).toBe(names.length)
    const faulty = names.filter(name => {
      const document = named(name)
      return (
        document === undefined ||
        document.holes.length + document.problems.length > 0 ||
        rulings(document)?.length !== document.statements.length
      )
    })
    expect(faulty).toEqual([])
  })

  test('uses each statement', () => {
    const used = table.policies.flatMap(row =>
      row
        .split(' ')
        .slice(2)
        .map(part => Number(part.split(':')[1])),
    )
    expect([...new Set(used)].sort((one, other) => one - other)).toEqual([...table.statements.keys()])
  })

  test('tells its date', async () => {
    await expect(managedPoliciesDate()).resolves.toMatch(/^20\d\d-[01]\d-[0-3]\d$/)
  })

  test.each(mostUsed())('has %s', name => {
    expect(names).toContain(name)
  })
})

function mostUsed(): readonly string[] {
  return `AdministratorAccess PowerUserAccess IAMFullAccess IAMReadOnlyAccess SecurityAudit ReadOnlyAccess
    job-function/ViewOnlyAccess job-function/DatabaseAdministrator job-function/NetworkAdministrator
    job-function/SupportUser job-function/Billing AWSSupportAccess IAMUserChangePassword AWSKeyManagementServicePowerUser
    service-role/ROSAKMSProviderPolicy SecretsManagerReadWrite AmazonS3FullAccess AmazonS3ReadOnlyAccess AmazonEC2FullAccess
    AmazonEC2ReadOnlyAccess AmazonRDSFullAccess AmazonRDSReadOnlyAccess AmazonDynamoDBFullAccess
    AmazonDynamoDBReadOnlyAccess AmazonSQSFullAccess AmazonSNSFullAccess AmazonVPCFullAccess AmazonSSMFullAccess
    AmazonSSMReadOnlyAccess AmazonSSMManagedInstanceCore CloudWatchAgentServerPolicy CloudWatchFullAccess
    CloudWatchLogsFullAccess AWSLambda_FullAccess AWSLambda_ReadOnlyAccess AWSXRayDaemonWriteAccess
    service-role/AWSLambdaBasicExecutionRole service-role/AWSLambdaVPCAccessExecutionRole
    service-role/AWSLambdaSQSQueueExecutionRole service-role/AWSLambdaDynamoDBExecutionRole
    service-role/AmazonECSTaskExecutionRolePolicy service-role/AmazonEC2ContainerServiceforEC2Role
    service-role/AmazonRDSEnhancedMonitoringRole service-role/AmazonEBSCSIDriverPolicy
    service-role/AmazonEFSCSIDriverPolicy service-role/AWSGlueServiceRole service-role/AWS_ConfigRole
    service-role/AWSBackupServiceRolePolicyForBackup service-role/AWSBackupServiceRolePolicyForRestores
    AmazonEKSClusterPolicy AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEKSVPCResourceController
    AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerRegistryPowerUser AmazonECS_FullAccess
    AmazonSageMakerFullAccess AmazonAthenaFullAccess AmazonKinesisFullAccess AWSCloudFormationFullAccess
    AWSCodeBuildAdminAccess AWSStepFunctionsFullAccess AmazonAPIGatewayAdministrator AmazonCognitoPowerUser
    AWSOrganizationsFullAccess AWSBackupFullAccess CloudFrontFullAccess AmazonRoute53FullAccess AWSWAFFullAccess`.split(
    /\s+/,
  )
}

interface Row {
  readonly name: string
  readonly arn: string | null
  readonly document: object
}

function isRow(value: unknown): value is Row {
  return (
    typeof value === 'object' && value !== null && 'name' in value && 'arn' in value && 'document' in value
  )
}

const shared = sharedPath('cases', 'aws-managed-kms.jsonl')

/** Policies that the other collection has otherwise, and why. */
const otherwise: Readonly<Record<string, string>> = {
  AWSCloudTrailFullAccess: 'retired; its last version is in no source of ours: unknown',
  AWS_Config_Role: 'retired; its ARN is not known: unknown',
}

describe.skipIf(shared === undefined)('agrees with another collection of whole documents', () => {
  const lines = shared === undefined ? [] : readFileSync(shared, 'utf8').trim().split('\n')
  const rows = lines.map((line): unknown => JSON.parse(line)).filter(isRow)

  test('on every row but those that are listed', () => {
    const different = rows.filter(({ name, arn, document }) => {
      const ours = rulings(policies(arn ?? arnOf(name), at))
      const whole = rulings(readPolicyText(JSON.stringify(document), at))
      return JSON.stringify(ours) !== JSON.stringify(whole)
    })
    expect(rows).toHaveLength(225)
    expect(different.map(({ name }) => name).sort()).toEqual(Object.keys(otherwise).sort())
  })
})
