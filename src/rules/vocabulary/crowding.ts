import type { Access } from '../../model/access.ts'
import { overlaps } from '../../model/action-set.ts'
import type { Alias } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { principalId, showPrincipal } from '../../model/principal.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { distinctUnknowns, type Unknown } from '../../model/unknown.ts'
import { action, plaintextActions } from '../../policy/actions.ts'
import { matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { OptionValue, Word, World } from '../word.ts'

/** More principals than the rule's option `principals` says reach plaintext of the key. */
export const manyReachPlaintext: Word<Key> = {
  says: 'more principals reach plaintext than the option `principals` allows',
  ask: (key, world) => {
    const { certain, possible } = readersOf(key, world)
    const most = numberOf(world.option('principals'))
    if (certain.size > most) return answer(true)
    const unknowns = [...possible.values()].flatMap(access => access.unknowns)
    return new Set([...certain, ...possible.keys()]).size > most
      ? hangsOn(distinctUnknowns(unknowns))
      : answer(false)
  },
}

/** How many principals reach plaintext of the key, perhaps. */
export function countOfReaders(key: Key, world: World): number {
  const { certain, possible } = readersOf(key, world)
  return new Set([...certain, ...possible.keys()]).size
}

function readersOf(key: Key, world: World) {
  const { own, shared } = world.everyAccessTo(key)
  const certain = new Set<string>()
  const possible = new Map<string, Pick<Access, 'unknowns'>>()
  for (const access of [...own, ...shared]) {
    if (!overlaps(access.actions, plaintextActions)) continue
    const id = principalId(access.principal)
    if (access.certainty === 'certain') certain.add(id)
    else possible.set(id, access)
  }
  return { certain, possible }
}

/** More services use the key than the rule's option `services` says. */
export const servesManyServices: Word<Key> = {
  says: 'resources of more services use it than the option `services` allows',
  ask: (key, world) => answer(servicesOf(key, world).length > numberOf(world.option('services'))),
}

/** The services whose resources a key encrypts, by the names that their resource types have. */
export function servicesOf(key: Key, world: World): readonly string[] {
  return [...new Set(world.usesOf(key).map(({ type }) => serviceIn(type)))].toSorted()
}

/** `aws_s3_bucket`, `AWS::S3::Bucket`: `s3`; what has a name of several words keeps the first. */
function serviceIn(type: string): string {
  const [, name = type] = type.includes('::') ? type.toLowerCase().split('::') : type.split('_')
  return aliasesOfServices[name] ?? name
}

/** Types whose names do not begin with their service. */
const aliasesOfServices: Readonly<Record<string, string>> = {
  cloudwatch: 'logs',
  db: 'rds',
  ebs: 'ec2',
  instance: 'ec2',
  launch: 'ec2',
}

/** Somebody who administers no key can point the alias elsewhere. */
export const othersChangeAlias: Word<Alias> = {
  says: 'somebody who administers neither keys nor the account can point it to another key',
  ask: (alias, world) => {
    const able = othersOn(alias, world)
    const certain = able.some(({ certainty }) => certainty === 'certain')
    if (certain || able.length === 0) return answer(certain)
    return hangsOn(distinctUnknowns(able.flatMap(({ unknowns }) => unknowns)))
  },
}

/** Who they are, in words. */
export function changersInWords(alias: Alias, world: World): string {
  const names = [...new Set(othersOn(alias, world).map(({ principal }) => showPrincipal(principal)))]
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names
  return listed(shown)
}

/** Without configured `administrators`, whoever may change the key's policy administers it. */
function othersOn(alias: Alias, world: World): readonly Access[] {
  const { administrators, deployer } = world.trust
  const patterns = deployer === undefined ? administrators : [...administrators, deployer]
  return world.changersOf(alias).filter(({ principal, key }) => {
    const id = principalId(principal)
    if (patterns.some(pattern => matchesWildcard(pattern, id))) return false
    const own = world.shownBetween(principal, key)
    return !own.some(({ actions, certainty }) => certainty === 'certain' && overlaps(actions, putKeyPolicy))
  })
}

const putKeyPolicy = action('kms:PutKeyPolicy')

/** A resource of the input names the key by the alias, or a policy asks for it. */
export const aliasIsUsed: Word<Alias> = {
  says: 'a resource or a policy of the input counts on it',
  ask: (alias, world) => answer(world.isAliasUsed(alias)),
}

/** Nothing of the input names the key besides its own policies and aliases: no resource, no policy, no output. */
export const nothingNamesKey: Word<Key> = {
  says: 'nothing in the input names it',
  ask: (key, world) => {
    const { isReferenced, at } = key
    if (isReferenced === 'yes' || world.usesOf(key).length + world.grantsOn(key).length > 0)
      return answer(false)
    return isReferenced === 'no' ? answer(true) : hangsOn([whoNames(at)])
  },
}

function whoNames(at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: 'what names the key', shape: 'anything', at }
}

function numberOf(option: OptionValue): number {
  return typeof option === 'number' ? option : Number.POSITIVE_INFINITY
}
