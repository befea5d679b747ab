import { join } from 'node:path'
import { includes } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import { principalId } from '../model/principal.ts'
import { action } from '../policy/actions.ts'
import type { WhoWorld } from '../report/who.ts'
import { folderWith } from './trial.ts'
import { readWorld } from './world.ts'

/** For tests only: the account of what exists. */
export const account = '111122223333'
/** For tests only: what its ARNs begin with. */
export const iam = `arn:aws:iam::${account}`
/** For tests only: the key that exists. */
export const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

/** For tests only: a document of these statements. */
export function document(...statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements }
}

/** For tests only: a document that allows an action on everything. */
export function allow(name: string): object {
  return document({ Effect: 'Allow', Action: name, Resource: '*' })
}

/** For tests only: the key that exists, with these statements in its policy. */
export function keyWith(...statements: readonly object[]): object {
  return {
    arn: keyArn,
    key_id: keyArn.split('/')[1],
    enable_key_rotation: true,
    is_enabled: true,
    key_usage: 'ENCRYPT_DECRYPT',
    customer_master_key_spec: 'SYMMETRIC_DEFAULT',
    policy: JSON.stringify(document(...statements)),
  }
}

/** For tests only: a change of a resource, with its block in the configuration. */
export interface TrialChange {
  readonly address: string
  readonly actions: readonly string[]
  readonly before?: object
  readonly after?: object
  readonly unknown?: object
  readonly expressions?: object
}

/** For tests only: a plan as `terraform show -json` prints it. */
export function planWith(changes: readonly TrialChange[], rest: object = {}): string {
  const named = changes.map(({ address, ...change }) => {
    const [type, name] = address.split('.')
    return { address, type, name, mode: 'managed', ...change }
  })
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: named.map(({ address, type, name, mode, actions, before, after, unknown }) => ({
      address,
      type,
      name,
      mode,
      change: { actions, before: before ?? null, after: after ?? null, after_unknown: unknown ?? {} },
    })),
    configuration: {
      provider_config: {
        aws: {
          name: 'aws',
          expressions: {
            region: { constant_value: 'eu-west-1' },
            allowed_account_ids: { constant_value: [account] },
          },
        },
      },
      root_module: {
        resources: named
          .filter(({ actions }) => actions.includes('create') || !actions.includes('delete'))
          .map(({ address, type, name, mode, expressions }) => ({
            address,
            type,
            name,
            mode,
            provider_config_key: 'aws',
            expressions: expressions ?? {},
          })),
      },
    },
    ...rest,
  })
}

/** For tests only: the world of these plans and contexts, as the command line reads it. */
export function worldWith(
  files: Readonly<Record<string, string | object>>,
  plans: readonly string[],
  contexts: readonly string[],
): Promise<WhoWorld> {
  const folder = folderWith(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? content : JSON.stringify(content),
      ]),
    ),
  )
  const inFolder = (names: readonly string[]) => names.map(name => join(folder, name))
  return readWorld(inFolder(plans), inFolder(contexts), { accounts: { byProvider: new Map() } })
}

/** For tests only: who can decrypt with a key for certain and perhaps (`?`), roles and users by the end of their ARNs. */
export function decrypters({ graph }: WhoWorld, key: Key | undefined = graph.keys[0]): readonly string[] {
  if (key === undefined) return []
  const { own, shared } = graph.everyAccessTo(key)
  const found = new Map<string, string>()
  for (const { principal, actions, certainty } of [...own, ...shared]) {
    if (!['role', 'user', 'unique-id'].includes(principal.kind) || !includes(actions, action('kms:Decrypt')))
      continue
    const name = principalId(principal).replace(`${iam}:`, '')
    if (certainty === 'certain' || !found.has(name)) found.set(name, certainty === 'certain' ? '' : '?')
  }
  return [...found].map(([name, mark]) => `${name}${mark}`).toSorted()
}
