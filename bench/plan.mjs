const account = '111122223333'

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Root',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
})

const keyValues = {
  bypass_policy_lockout_safety_check: false,
  customer_master_key_spec: 'SYMMETRIC_DEFAULT',
  enable_key_rotation: true,
  is_enabled: true,
  key_usage: 'ENCRYPT_DECRYPT',
  policy,
}

/** Nothing to do with keys, but there to be skipped; with text outside ASCII, brackets and escapes. */
const otherValues = {
  description: 'Überwachung der "Queue" {für} [Aufträge] \\ 待ち行列 '.repeat(12),
  tags: Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`tag-${index}`, `value of tag ${index}`]),
  ),
}

function resource(index, isKey) {
  const type = isKey === true ? 'aws_kms_key' : 'aws_cloudwatch_dashboard'
  const name = `r${index}`
  return {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
  }
}

function change(index, isKey) {
  const after = isKey === true ? keyValues : otherValues
  return {
    ...resource(index, isKey),
    change: { actions: ['create'], before: null, after, after_unknown: { arn: true } },
  }
}

function planned(index, isKey) {
  return { ...resource(index, isKey), schema_version: 0, values: isKey === true ? keyValues : otherValues }
}

function block(index, isKey) {
  return { ...resource(index, isKey), provider_config_key: 'aws', expressions: { policy: {} } }
}

/** A plan in the order of names that Terraform writes, in pieces: a number of keys, spread among other resources. */
export function* planChunks({ keys, others }) {
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":['
  yield* list(keys, others, planned)
  yield ']}},"resource_changes":['
  yield* list(keys, others, change)
  const provider = { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-central-1' } } } }
  yield `],"configuration":{"provider_config":${JSON.stringify(provider)},"root_module":{"resources":[`
  yield* list(keys, 0, block)
  yield ']}},"applyable":true,"complete":true,"errored":false}\n'
}

function* list(keys, others, element) {
  const total = keys + others
  for (let index = 0; index < total; index += 1) {
    const isKey = Math.floor(((index + 1) * keys) / total) > Math.floor((index * keys) / total)
    yield `${index === 0 ? '' : ','}${JSON.stringify(element(index, isKey))}`
  }
}
