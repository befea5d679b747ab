import type { Key, KeyOrigin, KeyPolicy, Setting } from '../../model/key.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import { literal, text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { isUnknown, type Knowable } from '../../model/unknown.ts'
import { defaultKeyPolicy } from '../../policy/read-policy.ts'
import type { AliasesOfStack } from './aliases.ts'
import { listOf, property, whereItExists, written, type Declared } from './declared.ts'
import { documentOf } from './documents.ts'
import { evaluate } from './evaluate/evaluate.ts'
import { keySettings } from './key-settings.ts'
import { hole, nodeAt, textOf, wordOf } from './evaluate/node-parts.ts'
import type { StackReading } from './reading.ts'

const symmetric = 'SYMMETRIC_DEFAULT'

/** `AWS::KMS::ReplicaKey` has its material, and most of what it is, from its primary. */
const replicaType = 'AWS::KMS::ReplicaKey'

/** The types of resources that are KMS keys. */
export const keyTypes: readonly string[] = ['AWS::KMS::Key', replicaType]

/** A key that a template declares (Template Reference, "AWS::KMS::Key" and "AWS::KMS::ReplicaKey"). */
export function readKey(
  reading: StackReading,
  key: Declared,
  aliases: AliasesOfStack,
  isReferenced: (key: Declared) => Tri,
): Key {
  const { id, at, stack, hangsOn } = key
  const attributes = attributesOf(reading, key)
  return {
    address: id,
    at,
    declared: true,
    account: stack.account,
    region: stack.region,
    ...arnOfReplica(key),
    ...attributes,
    ...keySettings(key, attributes.replica ? 'AWS_KMS' : attributes.origin),
    ...primaryNamed(reading, key),
    isReferenced: isReferenced(key),
    bypassesLockoutCheck: setting(key, 'BypassPolicyLockoutSafetyCheck'),
    policies: policiesOf(key),
    aliases: aliases.names.get(id) ?? [],
    hasAllAliases: aliases.areAll(key),
    tags: tagsOf(key),
    ...(hangsOn.length === 0 ? {} : { hangsOn }),
  }
}

type Attributes = Pick<Key, 'spec' | 'usage' | 'origin' | 'replica' | 'multiRegion' | 'enabled' | 'rotation'>

function attributesOf(reading: StackReading, key: Declared): Attributes {
  if (key.type !== replicaType) {
    return {
      spec: knowableText(key, 'KeySpec', symmetric),
      usage: knowableText(key, 'KeyUsage', 'ENCRYPT_DECRYPT'),
      origin: originOf(key),
      replica: false,
      multiRegion: knowableFlag(key, 'MultiRegion', false),
      enabled: knowableFlag(key, 'Enabled', true),
      rotation: rotationOf(key),
    }
  }
  const primary = primaryOf(reading, key)
  const enabled = knowableFlag(key, 'Enabled', true)
  if (primary !== undefined) return { ...attributesOf(reading, primary), replica: true, enabled }
  const untold = (what: string) => hole(key.at, `the ${what} of its primary`, 'not-in-input')
  return {
    spec: untold('KeySpec'),
    usage: untold('KeyUsage'),
    origin: 'AWS_KMS',
    replica: true,
    multiRegion: true,
    enabled,
    rotation: { value: untold('rotation'), at: key.at },
  }
}

/** Whether it rotates where it can: what is written for a key that cannot rotate then says nothing. */
function rotationOf(key: Declared): Setting {
  const { at } = setting(key, 'EnableKeyRotation')
  const outcomes = whereItExists(key, run => {
    const [spec, origin, rotation] = ['KeySpec', 'Origin', 'EnableKeyRotation'].map(name => {
      const { tree, at: place } = written(key, [name])
      return tree === undefined ? undefined : wordOf(evaluate(run, tree, place))
    })
    return { canRotate: (spec ?? symmetric) === symmetric && (origin ?? 'AWS_KMS') === 'AWS_KMS', rotation }
  })
  const telling = outcomes.filter(({ result }) => result.canRotate)
  const isOn =
    telling.length > 0 && telling.every(({ result }) => /^(?:true|yes|on)$/i.test(result.rotation ?? ''))
  return isOn ? { value: true, at } : setting(key, 'EnableKeyRotation')
}

/** A replica has the account and the id of its primary (Developer Guide, "Multi-Region keys"). */
function arnOfReplica(key: Declared): Pick<Key, 'arn'> {
  if (key.type !== replicaType) return {}
  const { account, region, partition } = key.stack
  const id = /:key\/(mrk-[^:/]+)$/.exec(wordOf(property(key, 'PrimaryKeyArn')) ?? '')?.[1]
  if (id === undefined || isUnknown(account) || isUnknown(region)) return {}
  return { arn: `arn:${partition}:kms:${region}:${account}:key/${id}` }
}

function primaryNamed(reading: StackReading, key: Declared): Pick<Key, 'primary'> {
  if (key.type !== replicaType) return {}
  const name = primaryOf(reading, key)?.id ?? wordOf(property(key, 'PrimaryKeyArn'))
  return name === undefined ? {} : { primary: name }
}

/** A replica of a key that is a replica itself would have no end. */
function primaryOf(reading: StackReading, key: Declared): Declared | undefined {
  const primary = reading.named(property(key, 'PrimaryKeyArn'), 'AWS::KMS::Key')
  return primary?.type === replicaType ? undefined : primary
}

const origins: readonly KeyOrigin[] = ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']

function originOf(key: Declared): Knowable<KeyOrigin> {
  const word = knowableText(key, 'Origin', 'AWS_KMS')
  if (isUnknown(word)) return word
  return origins.find(origin => origin === word) ?? hole(key.at, 'Origin', 'malformed')
}

/** The policies that can be in force: AWS's default too, where it may turn out that none is written. */
function policiesOf(key: Declared): readonly [KeyPolicy, ...KeyPolicy[]] {
  const { document, noneIf } = documentOf(key, 'KeyPolicy')
  const at = below(below(key.at, 'Properties'), 'KeyPolicy')
  const fallback: KeyPolicy = {
    source: 'aws-default',
    sensitive: false,
    document: defaultKeyPolicy(key.stack.account, at),
  }
  if (document === undefined) return [fallback]
  const own: KeyPolicy = { source: 'written', sensitive: false, document }
  return noneIf.length > 0 ? [own, fallback] : [own]
}

function tagsOf(key: Declared): Key['tags'] {
  const tags = new Map<string, Knowable<string>>()
  for (const { node, hangsOn } of listOf(key, 'Tags')) {
    const name = literal(textOf(nodeAt(node, 'Key')) ?? [hole(node.at, 'Tags', 'malformed')])
    if (name === undefined) return hole(node.at, 'Tags', 'not-in-input')
    const [open] = hangsOn
    tags.set(name, open ?? tagValue(textOf(nodeAt(node, 'Value')) ?? text(''), node.at))
  }
  return tags
}

function tagValue(value: ReturnType<typeof text>, at: SourceLocation): Knowable<string> {
  return literal(value) ?? value.find(isUnknown) ?? hole(at, 'Tags', 'malformed')
}

/** An on/off property of a key and where it is set, or would be. */
function setting(key: Declared, name: string): Setting {
  const node = property(key, name)
  return { value: knowableFlag(key, name, false), at: node?.at ?? key.at }
}

function knowableFlag(key: Declared, name: string, fallback: boolean): Knowable<boolean> {
  const word = knowableText(key, name, String(fallback))
  if (isUnknown(word)) return word
  // CloudFormation reads YAML 1.1, which has more words for the two.
  if (/^(?:true|yes|on)$/i.test(word)) return true
  return /^(?:false|no|off)$/i.test(word) ? false : hole(key.at, name, 'malformed')
}

function knowableText(key: Declared, name: string, fallback: string): Knowable<string> {
  const node = property(key, name)
  if (node === undefined || (node.type === 'literal' && node.value === null)) return fallback
  const value = textOf(node)
  if (value === undefined) return hole(node.at, name, 'malformed')
  return literal(value) ?? value.find(isUnknown) ?? hole(node.at, name, 'malformed')
}
