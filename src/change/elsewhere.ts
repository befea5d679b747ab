import type { AccessGraph, Permission, Step } from '../model/access.ts'
import type { AccessElsewhere, ChangedAccess } from '../model/change.ts'
import type { Identity } from '../model/identity.ts'
import type { Condition, Listed, Pattern } from '../model/statement.ts'
import { nameOf } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { mayMatchWildcard } from '../policy/wildcard.ts'
import { callerId, type CallerAccess } from './callers.ts'
import { changedAccesses } from './compare.ts'
import { resourceKey } from './inclusion/domain.ts'
import type { TwoGraphs } from './key-changes.ts'

/**
 * What becomes of what IAM policies of the input give on keys that it does not have. A pattern such as `*` reaches them
 * besides the keys of the input.
 */
export function changesElsewhere({ before, after }: TwoGraphs): readonly ChangedAccess<AccessElsewhere>[] {
  const known = [before, after].map(keysOf)
  const was = accessesElsewhere(before, known)
  const is = accessesElsewhere(after, known)
  return [...new Set([...is.keys(), ...was.keys()])].flatMap(id =>
    changedAccesses({ before: ownOf(was.get(id)), after: ownOf(is.get(id)) }).map(withoutResource),
  )
}

function ownOf(own: readonly AccessElsewhere[] = []): CallerAccess<AccessElsewhere> {
  return { own, byOthers: [] }
}

/** The keys of one side, by ARN and by the place that a reference to one has its hole at. */
type KnownKeys = ReadonlySet<string>

function keysOf({ keys }: AccessGraph): KnownKeys {
  return new Set(
    keys.flatMap(({ arn, at }) => [`${at.file}\n${at.address}`, ...(arn === undefined ? [] : [arn])]),
  )
}

function accessesElsewhere(
  graph: AccessGraph,
  known: readonly KnownKeys[],
): ReadonlyMap<string, readonly AccessElsewhere[]> {
  return new Map(
    graph.identities.map(identity => {
      const accesses = graph
        .permissionsOnKeys(identity)
        .flatMap(permission => accessOf(identity, permission, known))
      const { kind, arn, account, address } = identity
      return [callerId({ kind, arn, account }, address), accesses]
    }),
  )
}

function accessOf(
  { kind, arn, account, address }: Identity,
  { policy, statement, actions, certainty, conditions, unless, unknowns }: Permission,
  known: readonly KnownKeys[],
): readonly AccessElsewhere[] {
  const resources = statement.resources && elsewhere(statement.resources, known)
  if (resources === undefined) return []
  const step: Step = {
    kind: 'iam-policy',
    says: `${policy.name}, ${nameOf(statement)}, allows it`,
    at: statement.at,
  }
  return [
    {
      principal: { kind, arn, account },
      principalAddress: address,
      via: 'iam-policy',
      actions,
      certainty,
      path: [step],
      conditions: [...conditions, onResource(resources)],
      unless,
      unknowns,
      resources,
    },
  ]
}

/**
 * What is left of a list of resources without the keys of the input and what is no key; nothing if that is nothing. Of
 * all but some, none may be left: that is any key elsewhere.
 */
function elsewhere(resources: Listed<Pattern>, known: readonly KnownKeys[]): Listed<Pattern> | undefined {
  const items = resources.items.filter(item => mayBeKey(item) && !isKnown(item, known))
  return items.length === 0 && !resources.negated ? undefined : { ...resources, items }
}

function mayBeKey({ text }: Pattern): boolean {
  const arn = parseArn(text)
  return arn === undefined || mayMatchWildcard(arn.service, 'kms') !== 'no'
}

function isKnown({ text }: Pattern, known: readonly KnownKeys[]): boolean {
  const written = literal(text)
  if (written !== undefined) return known.some(keys => keys.has(written))
  return text.some(
    part => isUnknown(part) && known.some(keys => keys.has(`${part.at.file}\n${part.at.address}`)),
  )
}

function onResource({ negated, items, at }: Listed<Pattern>): Condition {
  const isAny = negated && items.length === 0
  return {
    operator: negated && !isAny ? 'StringNotLike' : 'StringLike',
    ifExists: false,
    key: resourceKey,
    values: isAny ? [['*']] : items.map(({ text }) => text),
    at,
  }
}

function withoutResource(change: ChangedAccess<AccessElsewhere>): ChangedAccess<AccessElsewhere> {
  const { access, otherwise, example } = change
  const told = example && new Map([...example].filter(([key]) => key !== resourceKey))
  return {
    ...change,
    access: withoutIt(access),
    otherwise: otherwise.map(withoutIt),
    ...(told === undefined ? {} : { example: told }),
  }
}

function withoutIt(access: AccessElsewhere): AccessElsewhere {
  return { ...access, conditions: access.conditions.filter(({ key }) => key !== resourceKey) }
}
