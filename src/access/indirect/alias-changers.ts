import type { Access, AccessGraph } from '../../model/access.ts'
import { overlaps } from '../../model/action-set.ts'
import { groupedBy } from '../../model/grouped-by.ts'
import type { Alias } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { action } from '../../policy/actions.ts'
import type { World } from '../world.ts'
import { aimAtArn } from './aims.ts'
import type { Direct } from './indirect.ts'
import { identityActions } from './identity-actions.ts'
import { powersIn, type Powers } from './powers.ts'
import { joinedTerms } from './terms.ts'

/**
 * Who may point an alias to another key as things stand: whoever is allowed `kms:UpdateAlias`, or both `kms:DeleteAlias`
 * and `kms:CreateAlias`, on the alias and on its key (Developer Guide, "Controlling access to aliases"). The other key
 * may be one of its own.
 */
export function aliasChangers(world: World, { everyAccessTo, accessOn }: Direct): AccessGraph['changersOf'] {
  let powers: Powers | undefined
  let byAddress: ReadonlyMap<string, readonly Key[]> | undefined
  return (alias: Alias) => {
    byAddress ??= groupedBy(world.keys, ({ at, address }) => `${at.file}\n${address}`)
    powers ??= powersIn(world)
    const known = powers
    const keys = alias.key === undefined ? [] : (byAddress.get(`${alias.at.file}\n${alias.key}`) ?? [])
    return keys.flatMap(key => {
      const { own, shared } = everyAccessTo(key)
      const able = [...own, ...shared.map(access => accessOn(key, access))]
      const ways = ['kms:UpdateAlias', 'kms:DeleteAlias'].flatMap(name =>
        able
          .filter(({ actions }) => overlaps(actions, action(name)))
          .flatMap(access => onAlias(world, known, alias, name, access)),
      )
      // One way of each is enough.
      return [...new Map(ways.toReversed().map(way => [principalId(way.principal), way])).values()]
    })
  }
}

function onAlias(
  world: World,
  powers: Powers,
  { name, at }: Alias,
  verb: string,
  access: Access,
): readonly Access[] {
  const { principal, key, conditions, unless, unknowns } = access
  const identity = world.identityOf(principal)
  if (identity === undefined) return []
  const alias = name ?? unnamed(at)
  const arn = text('arn:', partitionOf(key), ':kms:', key.region, ':', key.account, ':', alias)
  const needed = verb === 'kms:UpdateAlias' ? [verb] : [verb, 'kms:CreateAlias']
  const permits = needed.map(
    one => powers.permits(identity, identityActions(one), aimAtArn(key.account, arn))[0],
  )
  const found = permits.filter(permit => permit !== undefined)
  if (found.length < needed.length) return []
  const terms = found.reduce(joinedTerms, { conditions, unless, hangsOn: unknowns })
  return [
    {
      ...access,
      certainty: terms.hangsOn.length === 0 ? 'certain' : 'possible',
      conditions: terms.conditions,
      unless: terms.unless,
      unknowns: terms.hangsOn,
    },
  ]
}

function unnamed(at: SourceLocation): Unknown {
  return {
    kind: 'unknown',
    reason: 'known-after-apply',
    name: 'the name of the alias',
    shape: 'anything',
    at,
  }
}

/** Of the Region's name: `cn-north-1`, `us-gov-west-1`. */
function partitionOf({ region }: Key): string {
  const [, start] = isUnknown(region) ? [] : (/^(cn|us-gov)-/.exec(region) ?? [])
  return start === undefined ? 'aws' : `aws-${start}`
}
