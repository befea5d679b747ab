import type { NeededAccess } from '../model/needed-access.ts'
import { principalId } from '../model/principal.ts'
import { actionNames } from '../policy/actions.ts'
import { block, changed, readChanges } from '../readers/terraform/test-plan.ts'
import { resolve } from './graph.ts'
import { neededOn } from './needed.ts'

/** For tests only: the account, Region and key of the worlds below. */
export const account = '111122223333'
export const keyArn = `arn:aws:kms:eu-central-1:${account}:key/1a2b`

const aws = {
  aws: {
    name: 'aws',
    expressions: {
      region: { constant_value: 'eu-central-1' },
      allowed_account_ids: { constant_value: [account] },
    },
  },
}

/** For tests only: a resource that exists and stays. */
export function existing(address: string, values: object): object {
  return changed(address, values, { actions: ['no-op'], before: values })
}

const key = existing('aws_kms_key.k', { arn: keyArn, key_id: '1a2b', policy: '{"Statement":[]}' })

/** For tests only: a bucket of this name and what encrypts it. */
export function bucket(name: string, encryptedWith = keyArn): readonly object[] {
  const rule = [
    {
      apply_server_side_encryption_by_default: [
        { sse_algorithm: 'aws:kms', kms_master_key_id: encryptedWith },
      ],
    },
  ]
  return [
    existing(`aws_s3_bucket.${name}`, { bucket: name, arn: `arn:aws:s3:::${name}` }),
    existing(`aws_s3_bucket_server_side_encryption_configuration.${name}`, { bucket: name, rule }),
  ]
}

/** For tests only: a role with an inline policy of these statements, each an Allow unless it says otherwise. */
export function role(name: string, ...statements: readonly object[]): readonly object[] {
  const Statement = statements.map(statement => ({ Effect: 'Allow', ...statement }))
  const arn = `arn:aws:iam::${account}:role/${name}`
  return [
    existing(`aws_iam_role.${name}`, { name, path: '/', arn }),
    existing(`aws_iam_role_policy.${name}`, { name, role: name, policy: JSON.stringify({ Statement }) }),
  ]
}

/** For tests only: the graph of a plan with the key and these changes; all are declared in the root module. */
export function graphOf(more: readonly object[], blocks: readonly object[] = []) {
  const changes = more.some(change => addressOf(change) === addressOf(key)) ? more : [key, ...more]
  const addresses = [...new Set(changes.map(addressOf))]
  const own = new Set(blocks.map(addressOf))
  const resources = [
    ...addresses.filter(address => !own.has(address)).map(address => block(address)),
    ...blocks,
  ]
  const { inventory } = readChanges(changes, { resources }, aws)
  return { graph: resolve([inventory]), key: inventory.keys.find(({ arn }) => arn === keyArn) }
}

function addressOf(entry: object): string {
  return 'address' in entry && typeof entry.address === 'string' ? entry.address : ''
}

/** For tests only: `arn:…:role/app certain kms:Decrypt: role/app may …`. */
export function line({ principal, certainty, actions, says }: NeededAccess): string {
  const who = principalId(principal).replace(`arn:aws:iam::${account}:`, '')
  return `${who} ${certainty} ${actionNames(actions).join(' ')}: ${says}`
}

/** For tests only: what is needed of the key, a line each. */
export function needed(changes: readonly object[], blocks: readonly object[] = []): readonly string[] {
  const { graph, key: found } = graphOf(changes, blocks)
  return found === undefined ? [] : neededOn(graph, found).map(line)
}

/** For tests only: a statement that reads objects. */
export const reads = (...resources: readonly string[]) => ({ Action: 's3:GetObject', Resource: resources })

/** For tests only: what such a statement of role `app` says of bucket `data`. */
export const mayRead =
  'role/app certain kms:Decrypt: role/app may s3:GetObject on aws_s3_bucket.data, which is encrypted with it'
