import type { Key, KeyOrigin, KeyPolicy } from '../../model/key.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import type { Knowable } from '../../model/unknown.ts'
import { unread } from '../../policy/read-policy.ts'
import { property, word } from '../terraform/json-value.ts'
import type { KeyArn } from './arns.ts'
import { documentOf } from './document.ts'
import { untold } from './hole.ts'
import { isCut, listIn, textIn } from './parts.ts'
import type { SnapshotFile, SnapshotKind } from './snapshot.ts'

/** All files about one key, the last of each kind. */
export interface KeyFiles {
  readonly key: KeyArn
  readonly files: ReadonlyMap<SnapshotKind, SnapshotFile>
}

/** What the names of a key's aliases are, and whether these are all. */
export interface AliasNames {
  readonly names: readonly string[]
  readonly areAll: boolean
}

/** Reads what snapshots tell about a key; what they do not is a hole. */
export function readKey({ key, files }: KeyFiles, aliases: AliasNames): Key {
  const metadata = files.get('key-metadata')
  const policy = files.get('key-policy')
  const rotation = files.get('key-rotation')
  const [first] = files.values()
  const placeIn = (file: SnapshotFile | undefined): SourceLocation => ({
    file: (file ?? first)?.path ?? '',
    address: key.arn,
    pointer: '',
  })
  const at = placeIn(metadata ?? policy)
  return {
    address: key.arn,
    at,
    declared: false,
    arn: key.arn,
    account: key.account,
    region: key.region,
    ...attributesOf(property(metadata?.json, 'KeyMetadata'), placeIn(metadata)),
    rotation: {
      value: flagIn(rotation?.json, 'KeyRotationEnabled', placeIn(rotation)),
      at: placeIn(rotation),
    },
    // It belongs to the call that writes a policy and is kept nowhere (API Reference, "PutKeyPolicy").
    bypassesLockoutCheck: { value: false, at },
    policies: [policyOf(policy?.json, placeIn(policy))],
    aliases: aliases.names,
    hasAllAliases: aliases.areAll,
    tags: tagsOf(files.get('key-tags'), at),
  }
}

function attributesOf(
  metadata: unknown,
  at: SourceLocation,
): Pick<Key, 'spec' | 'usage' | 'origin' | 'replica' | 'multiRegion' | 'enabled'> {
  const type = word(property(property(metadata, 'MultiRegionConfiguration'), 'MultiRegionKeyType'))
  const spec = word(property(metadata, 'KeySpec')) ?? word(property(metadata, 'CustomerMasterKeySpec'))
  const origin = word(property(metadata, 'Origin'))
  return {
    spec: spec ?? untold('the key spec', at),
    usage: word(property(metadata, 'KeyUsage')) ?? untold('the key usage', at),
    origin: origins.find(known => known === origin) ?? untold('the origin', at),
    replica: type === 'REPLICA',
    multiRegion: flagIn(metadata, 'MultiRegion', at),
    enabled: flagIn(metadata, 'Enabled', at),
  }
}

const origins: readonly KeyOrigin[] = ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']

function flagIn(json: unknown, name: string, at: SourceLocation): Knowable<boolean> {
  const value = property(json, name)
  return typeof value === 'boolean' ? value : untold(`\`${name}\` of the key`, below(at, name))
}

/** The output of `get-key-policy`, or the policy that stood in it. */
function policyOf(json: unknown, at: SourceLocation): KeyPolicy {
  const wrapped = property(json, 'Policy')
  const document =
    json === undefined
      ? unread(at, untold('the key policy', at))
      : documentOf(wrapped ?? json, wrapped === undefined ? at : below(at, 'Policy'))
  return { source: 'written', sensitive: false, document }
}

function tagsOf(file: SnapshotFile | undefined, at: SourceLocation): Key['tags'] {
  if (file === undefined || isCut(file.json)) return untold('the tags', at)
  const tags = listIn(file.json, 'Tags', file.path).map((tag): [string, string] => [
    textIn(tag, 'TagKey', file.path, 'a tag'),
    textIn(tag, 'TagValue', file.path, 'a tag'),
  ])
  return new Map(tags)
}
