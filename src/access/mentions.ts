import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import { noActions } from '../model/action-set.ts'
import type { Condition, Listed, Pattern, PolicyDocument, Statement } from '../model/statement.ts'
import { withoutPlaces } from '../model/source-location.ts'
import { holesOf, literal, showText, type Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { coverOf } from '../policy/actions.ts'
import { parseArn } from '../policy/arn.ts'
import { variableOf } from '../policy/variables.ts'
import { hasWildcard, mayMatchWildcard } from '../policy/wildcard.ts'
import type { World } from './world.ts'

/** Which keys the IAM policies of all identities speak of: by name, or by patterns that reach many keys alike. */
export interface Mentions {
  /** Identities with an Allow for this very key, and those with an unread policy that is made with its ARN. */
  readonly allowedOn: (key: Key) => readonly Identity[]
  /** Identities whose policies reach more than the keys that they name. */
  readonly reachesMany: (identity: Identity) => boolean
  /** What tells this key from others of its kind: who denies or limits it by name, and the patterns that fit its id. */
  readonly distinctionsOf: (key: Key) => readonly string[]
  /** Condition keys, in lower case, by which policies tell keys apart: their tags and aliases. */
  readonly labels: readonly string[]
}

interface Found {
  readonly allowed: Map<string, Set<Identity>>
  readonly distinct: Map<string, Set<string>>
  readonly many: Set<Identity>
  readonly patterns: Set<string>
  readonly labels: Set<string>
}

/** Reads the resources of all policies once. */
export function mentionsIn(world: World): Mentions {
  const found: Found = {
    allowed: new Map(),
    distinct: new Map(),
    many: new Set(),
    patterns: new Set(),
    labels: new Set(),
  }
  for (const identity of world.identities) {
    // Addresses are unique within an input.
    const by = `${identity.at.file}\n${identity.address}`
    for (const { document, hangsOn } of identity.policies) {
      takeAllows(found, identity, document)
      if (hangsOn.length > 0) found.many.add(identity)
      takeUnread(found, identity, document)
      takeLimits(found, by, document, false)
    }
    if (identity.boundary !== undefined) takeLimits(found, by, identity.boundary.document, true)
  }
  for (const { name, document } of world.organizationPolicies) takeLimits(found, name, document, true)
  return {
    allowedOn: key => [...new Set(namesOf(key).flatMap(name => [...(found.allowed.get(name) ?? [])]))],
    reachesMany: identity => found.many.has(identity),
    distinctionsOf: key => [
      ...namesOf(key).flatMap(name => [...(found.distinct.get(name) ?? [])]),
      ...[...found.patterns].filter(pattern => fitsKey(pattern, key)),
    ],
    labels: [...found.labels],
  }
}

/**
 * What cannot be read may reach any key: to list it on each would tell nothing about any of them, so that it is a
 * blind spot of its own, and stands on the key that it is made with.
 */
function takeUnread({ allowed }: Found, identity: Identity, { holes, at }: PolicyDocument): void {
  const scope = /^(?:module\.[^.]+\.)*/.exec(at.address)?.[0] ?? ''
  for (const { name } of holes) {
    for (const [, resource] of name.matchAll(/(?<![\w.])(aws_kms_[a-z_]*key\.[\w-]+(?:\[[^\]]*\])?)/g)) {
      add(allowed, `${at.file}\n${scope}${resource}`, identity)
    }
  }
}

/** By what a policy can name a key: its ARN, or the place where a reader puts the hole of it. */
function namesOf({ arn, at, address }: Key): readonly string[] {
  const place = `${at.file}\n${address}`
  return arn === undefined ? [place] : [arn, place]
}

/** The key that a resource names, if it names one: nothing for patterns, and for what is no key. */
function nameIn(resource: Text): string | undefined {
  const hole = resource.find(part => isUnknown(part) && part.at.pointer === '/arn')
  if (hole !== undefined && isUnknown(hole)) return `${hole.at.file}\n${hole.at.address}`
  const written = literal(resource)
  return written !== undefined && written.startsWith('arn:') && !hasWildcard(resource) ? written : undefined
}

/** Whether a resource without a name of its own can be a key at all. */
function isPattern(resource: Text): boolean {
  return hasWildcard(resource) || resource.some(isUnknown)
}

function takeAllows(found: Found, identity: Identity, { statements }: PolicyDocument): void {
  for (const { effect, actions, resources } of statements) {
    if (effect === 'Deny' || resources === undefined || coverOf(actions).may === noActions) continue
    if (resources.negated) found.many.add(identity)
    else takeResources(found, identity, resources)
  }
}

function takeResources({ allowed, many }: Found, identity: Identity, resources: Listed<Pattern>): void {
  for (const { text } of resources.items) {
    const name = nameIn(text)
    if (name !== undefined) add(allowed, name, identity)
    else if (isPattern(text) && mayBeKey(text)) many.add(identity)
  }
}

/** An identity without what its policies allow on keys by their names: what is left, it has on all keys alike. */
export function withoutNamedKeys(identity: Identity): Identity {
  const policies = identity.policies.map(policy => {
    const statements = policy.document.statements.flatMap(reachingMany)
    return { ...policy, document: { ...policy.document, statements } }
  })
  return { ...identity, policies }
}

function reachingMany(statement: Statement): readonly Statement[] {
  const { effect, resources } = statement
  if (effect !== 'Allow' || resources === undefined || resources.negated) return [statement]
  const items = resources.items.filter(({ text }) => nameIn(text) === undefined)
  if (items.length === resources.items.length) return [statement]
  return items.length === 0 ? [] : [{ ...statement, resources: { ...resources, items } }]
}

/** Statements are mostly about other services: `arn:aws:s3:::bucket/*` is no key. */
function mayBeKey(resource: Text): boolean {
  const service = parseArn(resource)?.service
  return service === undefined || mayMatchWildcard(service, 'kms') !== 'no'
}

/** Keys named by a Deny, by `NotResource` or by a limit are told from others; so are those whose id a pattern fits. */
function takeLimits(
  { distinct, patterns, labels }: Found,
  by: string,
  { statements }: PolicyDocument,
  isLimit: boolean,
): void {
  for (const statement of statements) {
    const { effect, resources, conditions } = statement
    let saying: string | undefined
    for (const condition of conditions) takeLabels(labels, condition)
    for (const { text } of resources?.items ?? []) {
      const name = nameIn(text)
      if (name === undefined) {
        const id = parseArn(text)?.resource
        if (id !== undefined && mayBeKey(text) && !isWhole(showText(id))) patterns.add(showText(text))
      } else if (isLimit || effect !== 'Allow' || resources?.negated === true) {
        saying ??= `${by}\n${sayingOf(statement)}`
        add(distinct, name, saying)
      }
    }
  }
}

/** Denies that differ in nothing but the keys that they name do the same to each of these. */
function sayingOf({ effect, actions, resources, conditions, conditionHoles, at }: Statement): string {
  return effect === 'Deny' && resources?.negated !== true
    ? JSON.stringify([actions, conditions, conditionHoles], withoutPlaces)
    : JSON.stringify([at.file, at.address, at.pointer])
}

/** As the key of a condition, or as a variable in its values. */
function takeLabels(labels: Set<string>, { key, values }: Condition): void {
  const named = [key.toLowerCase(), ...values.flatMap(holesOf).map(hole => variableOf(hole).name)]
  for (const name of named) if (/^(?:aws:resourcetag\/|kms:resourcealiases$)/.test(name)) labels.add(name)
}

function isWhole(resource: string): boolean {
  return resource === '*' || resource === 'key/*'
}

function fitsKey(pattern: string, { arn }: Key): boolean {
  return arn === undefined || mayMatchWildcard([pattern.replaceAll(/\$\{[^}]*\}/g, '*')], arn) !== 'no'
}

function add<Item>(map: Map<string, Set<Item>>, name: string, item: Item): void {
  const others = map.get(name)
  if (others === undefined) map.set(name, new Set([item]))
  else others.add(item)
}
