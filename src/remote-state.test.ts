import { expect, test } from 'vitest'
import { resolve } from './access/graph.ts'
import { decrypters, document, iam, keyArn, planWith } from './cli/world-trial.ts'
import { isUnknown } from './model/unknown.ts'
import { read } from './readers/read.ts'
import { besidesKeys } from './readers/terraform/besides-keys.ts'
import { openSources } from './readers/terraform/rebuild/open.ts'
import { filesOf } from './readers/terraform/sources/test-files.ts'
import { planOfSources } from './readers/terraform/test-source-plan.ts'
import { together } from './worlds/together.ts'

const main = `data "terraform_remote_state" "keys" {
  backend = "local"
  config  = { path = "../keys/terraform.tfstate" }
}
resource "aws_iam_role" "app" {
  name               = "App"
  assume_role_policy = "{}"
}
resource "aws_kms_key" "it" {
}
resource "aws_iam_role_policy" "app" {
  name   = "data"
  role   = aws_iam_role.app.name
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = [data.terraform_remote_state.keys.outputs.arns["it"], aws_kms_key.it.arn]
    }]
  })
}
`
const files = filesOf({ 'main.tf': main })

/** The plan of these sources; Terraform lists what it reads while it plans in `prior_state` alone. */
function planReading(values: object, unknown = false): string {
  const state = 'data.terraform_remote_state.keys'
  const plan: { readonly resource_changes?: readonly { readonly address: string }[] } = planOfSources(files, {
    'aws_iam_role.app': { after: { name: 'App', path: '/', assume_role_policy: '{}' } },
    'aws_iam_role_policy.app': { after: { name: 'data', role: 'App' } },
    [state]: { after: {}, unknown: { outputs: true } },
  })
  const { resource_changes: changes = [] } = plan
  const told = {
    address: state,
    mode: 'data',
    type: 'terraform_remote_state',
    name: 'keys',
    provider_name: 'terraform.io/builtin/terraform',
    schema_version: 0,
    values: { backend: 'local', config: { path: '../keys/terraform.tfstate' }, ...values },
    sensitive_values: { config: {}, outputs: {} },
  }
  return JSON.stringify({
    ...plan,
    resource_changes: unknown ? changes : changes.filter(({ address }) => address !== state),
    ...(unknown
      ? {}
      : { prior_state: { format_version: '1.0', values: { root_module: { resources: [told] } } } }),
  })
}

const theirs = {
  arn: keyArn,
  key_id: keyArn.slice(-36),
  policy: JSON.stringify(
    document({ Effect: 'Allow', Principal: { AWS: `${iam}:root` }, Action: 'kms:*', Resource: '*' }),
  ),
}
const keys = planWith([{ address: 'aws_kms_key.it', actions: ['no-op'], before: theirs, after: theirs }])

async function worldOf(reading: string) {
  const options = {
    accountFor: () => ({ id: '111122223333', from: 'flag' }) as const,
    besidesOthers: (file: string) => file,
    besidesKeys: () => Promise.resolve(besidesKeys),
    openSources: () => Promise.resolve(openSources),
  }
  const bytes = [Buffer.from(reading)]
  const sources = [{ files, root: '', isStated: true }]
  const app = await read({ path: 'app.json', chunks: bytes, again: () => bytes, sources }, options)
  const owner = await read({ path: 'keys.json', chunks: [Buffer.from(keys)] }, options)
  const inputs = [app.input, owner.input]
  const inventories = [together(inputs, [])]
  return { inputs, contexts: [], inventories, graph: resolve(inventories), errors: [] }
}

test('an output of a remote state is evaluated where the policy that names it is known only after apply', async () => {
  const world = await worldOf(planReading({ outputs: { arns: { it: keyArn } } }))
  const key = world.graph.keys.find(({ arn }) => arn === keyArn)
  expect(decrypters(world, key)).toEqual(['role/App'])
  const [resources] = world.inventories.flatMap(({ identities }) =>
    identities.flatMap(({ policies }) =>
      policies.flatMap(({ document: { statements } }) => statements.map(one => one.resources?.items)),
    ),
  )
  expect(resources?.map(({ text }) => text.some(isUnknown))).toEqual([false, true])
})

test('one that is read during apply is a hole, whatever another plan says that the output will be', async () => {
  const world = await worldOf(planReading({}, true))
  const key = world.graph.keys.find(({ arn }) => arn === keyArn)
  expect(decrypters(world, key)).toEqual(['role/App?'])
})
