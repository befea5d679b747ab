/** A world of keys that each delegate to their account, and of roles with one policy each. */
const account = '111122223333'

/** The ARN of the key of that number. */
export const keyArn = index =>
  `arn:aws:kms:eu-central-1:${account}:key/00000000-0000-0000-0000-${String(index).padStart(12, '0')}`

/** The ARN of the role of that number. */
export const roleArn = index => `arn:aws:iam::${account}:role/r${index}`

const allow = (AWS, Action) => ({ Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' })

/** The inventory of a world, by what a role may use and whom a key names besides; both are given a number. */
export function worldOf(count, { resource, named }, { readPolicyText, emptyInventory }) {
  const indices = Array.from({ length: count }, (_, index) => index)
  const documentOf = (address, Statement) => {
    const at = { file: 'plan.json', address, pointer: '/policy' }
    return readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement }), at)
  }
  return {
    ...emptyInventory,
    keys: indices.map(index => keyOf(index, named(index), documentOf)),
    identities: indices.map(index => roleOf(index, resource(index), documentOf)),
  }
}

function keyOf(index, named, documentOf) {
  const address = `aws_kms_key.k${index}`
  const at = { file: 'plan.json', address, pointer: '' }
  const document = documentOf(address, [
    allow(`arn:aws:iam::${account}:root`, 'kms:*'),
    ...named.map(arn => allow(arn, 'kms:PutKeyPolicy')),
  ])
  return {
    address,
    at,
    declared: true,
    arn: keyArn(index),
    account,
    region: 'eu-central-1',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    replica: false,
    multiRegion: false,
    enabled: true,
    rotation: { value: true, at },
    bypassesLockoutCheck: { value: false, at },
    policies: [{ source: 'written', sensitive: false, document }],
    aliases: [],
    hasAllAliases: true,
    tags: new Map(),
  }
}

function roleOf(index, Resource, documentOf) {
  const address = `aws_iam_role.r${index}`
  const document = documentOf(address, [
    { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:Encrypt'], Resource },
  ])
  return {
    kind: 'role',
    address,
    at: { file: 'plan.json', address, pointer: '' },
    arn: [roleArn(index)],
    account,
    policies: [{ name: `policy of r${index}`, document, sensitive: false, hangsOn: [] }],
    complete: true,
  }
}
