import type { UsedKey } from '../../../model/key-use.ts'
import type { Node } from '../../../model/node.ts'
import { holesOf, literal, text, type Text } from '../../../model/text.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import type { Declared, Possible } from '../declared.ts'
import { hole, textOf } from '../evaluate/node-parts.ts'
import { keyTypes } from '../keys.ts'
import type { StackReading } from '../reading.ts'
import { placesOf } from './property-places.ts'

/** What two properties hold where AWS owns the key (Template Reference: SSMIncidents ReplicationSet, DSQL Cluster). */
const ownedByAws: ReadonlySet<string | undefined> = new Set(['', 'DefaultKey', 'AWS_OWNED_KMS_KEY'])

/**
 * The key that a value names; nothing where it names none and AWS takes a key of its own, or no key. Where it hangs on
 * something undecided whether the value stands there, that is why the key is not told.
 */
export function usedKey(reading: StackReading, { node, hangsOn }: Possible): UsedKey | undefined {
  const key = keyNamed(reading, node)
  return key && untoldIf(key, hangsOn)
}

/** A key that is told only if nothing hides whether it is used at all. */
export function untoldIf(key: UsedKey, [open]: readonly Unknown[]): UsedKey {
  return open === undefined || key.unknown !== undefined ? key : { ...key, unknown: open }
}

function keyNamed(reading: StackReading, node: Node): UsedKey | undefined {
  if (node.type === 'literal' && node.value === null) return undefined
  const written = node.type === 'literal' ? undefined : textOf(node)
  if (written === undefined) {
    const what = `a value of another type than \`${node.at.pointer}\` has`
    return { addresses: [], unknown: hole(node.at, what, 'malformed') }
  }
  const word = literal(written)
  if (ownedByAws.has(word)) return undefined
  const name = word === undefined ? {} : { name: written }
  const alias = resourceNamed(reading, node, written, ['AWS::KMS::Alias'])
  if (alias !== undefined) return { ...behindAlias(reading, alias), ...name, ...named(alias) }
  const known = /(?:^|:)(alias\/.+)$/.exec(word ?? '')?.[1]
  return { ...keyItself(reading, node, written), ...(known === undefined ? {} : { aliases: [known] }) }
}

/** The name of an alias, where it is told. */
function named(alias: Declared): Pick<UsedKey, 'aliases'> {
  const [place] = placesOf(alias, ['AliasName'])
  const written = place === undefined || place.node.type === 'literal' ? undefined : textOf(place.node)
  const name = written === undefined ? undefined : literal(written)
  return name === undefined ? {} : { aliases: [name] }
}

function keyItself(reading: StackReading, node: Node, written: Text): UsedKey {
  const key = resourceNamed(reading, node, written, keyTypes)
  if (key !== undefined) return { addresses: [key.id] }
  const [open] = holesOf(written)
  if (open === undefined) return { addresses: [], name: written }
  const elsewhere = keyElsewhere(reading, written)
  if (elsewhere !== undefined) return elsewhere
  return { addresses: [], unknown: open, ...(written.length > 1 ? { name: written } : {}) }
}

/** What a resource names is one of the stack where all that is not told of it is what only AWS knows of that resource. */
function resourceNamed(
  reading: StackReading,
  node: Node,
  written: Text,
  types: readonly string[],
): Declared | undefined {
  const told = reading.named(node, ...types)
  if (told !== undefined) return told
  const last = written.at(-1)
  if (!isUnknown(last) || last.at.pointer !== '/arn' || last.at.file !== reading.stack.template.file)
    return undefined
  const resource = reading.byId.get(last.at.address)
  return resource !== undefined && types.includes(resource.type) ? resource : undefined
}

/** What is imported from another template of the same call ends with what only AWS knows of a key there. */
function keyElsewhere({ stack }: StackReading, written: Text): UsedKey | undefined {
  const last = written.at(-1)
  if (!isUnknown(last) || last.at.pointer !== '/arn' || last.at.file === stack.template.file) return undefined
  return { addresses: [last.at.address], file: last.at.file }
}

/** An alias whose key is undecided leads to each of them. */
function behindAlias(reading: StackReading, alias: Declared): UsedKey {
  const targets = placesOf(alias, ['TargetKeyId']).map(({ node, hangsOn }) => {
    const written = node.type === 'literal' ? undefined : textOf(node)
    return untoldIf(keyItself(reading, node, written ?? text(malformedTarget(alias))), hangsOn)
  })
  const [only, ...others] = targets
  if (only === undefined) return { addresses: [], unknown: malformedTarget(alias) }
  if (others.length === 0) return untoldIf(only, alias.hangsOn)
  const unknown = targets.find(target => target.unknown !== undefined)?.unknown ?? malformedTarget(alias)
  const own = targets.filter(({ file }) => file === undefined)
  return { addresses: [...new Set(own.flatMap(({ addresses }) => addresses))], unknown }
}

function malformedTarget({ at }: Declared): Unknown {
  return hole({ ...at, pointer: '/Properties/TargetKeyId' }, 'TargetKeyId', 'malformed')
}
