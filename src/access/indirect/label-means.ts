import type { Key } from '../../model/key.ts'
import type { Identity } from '../../model/identity.ts'
import { overlaps, type ActionSet } from '../../model/action-set.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Condition } from '../../model/statement.ts'
import { literal, text } from '../../model/text.ts'
import { anyOf } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { action } from '../../policy/actions.ts'
import { holds } from '../request/conditions.ts'
import { isContradiction } from '../satisfiable.ts'
import { aimAtArn } from './aims.ts'
import { identityActions } from './identity-actions.ts'
import type { Powers } from './powers.ts'
import { joinedTerms, openness, settledTerms, type Terms } from './terms.ts'
import { placeToChange, type Way } from './way.ts'

/** What changes the tags of a key, or needs its permission to change its aliases. */
export const labelActions: ActionSet =
  action('kms:TagResource') |
  action('kms:UntagResource') |
  action('kms:CreateAlias') |
  action('kms:DeleteAlias')

/** A change of a key's labels that makes a condition hold, or fail. */
export interface Change {
  readonly terms: Terms
  /** To follow "can": `set tag team of the key`. */
  readonly does: string
  readonly via: 'tag-key' | 'change-alias'
  readonly at: SourceLocation
}

/** How a principal can make a condition on a label hold or fail; nothing where it cannot. */
export type Means = (condition: Condition, wanted: 'yes' | 'no') => Change | undefined

/**
 * The means that a principal's own ways to a key are: to tag it, untag it, give it an alias or take one away. Aliases
 * need its own policies too, so that it has to be an identity of the input.
 */
export function meansOf(
  key: Key,
  identity: Identity | undefined,
  powers: Powers,
  ways: readonly Way[],
): Means {
  const may = (name: string) =>
    ways
      .filter(({ actions }) => overlaps(actions, action(name)))
      .toSorted((one, other) => openness(one) - openness(other))[0]
  return (condition, wanted) =>
    !/^kms:(?:resourcealiases|requestalias)$/i.test(condition.key)
      ? byTag(condition, wanted, may('kms:TagResource'), may('kms:UntagResource'))
      : identity === undefined
        ? undefined
        : byAlias(condition, wanted, {
            key,
            identity,
            powers,
            create: may('kms:CreateAlias'),
            remove: may('kms:DeleteAlias'),
          })
}

/** Whoever sets a tag chooses its value, as far as the permission to tag lets it. */
function byTag(
  condition: Condition,
  wanted: 'yes' | 'no',
  set: Way | undefined,
  unset: Way | undefined,
): Change | undefined {
  const name = condition.key.slice('aws:ResourceTag/'.length)
  const facts = (key: string) => (key === 'aws:tagkeys' ? { values: [text(name)] } : undefined)
  const absent = holds(condition, new Map())
  const untagging = unset === undefined || absent !== wanted ? undefined : settledTerms(unset, facts)
  if (unset !== undefined && untagging !== undefined) {
    return {
      terms: untagging,
      does: `take tag ${name} off the key`,
      via: 'tag-key',
      at: placeToChange(unset),
    }
  }
  // A tag that is set is present: nothing else about it is certain.
  if (set === undefined || (condition.operator === 'Null' && absent === wanted)) return undefined
  const tagging = settledTerms(set, facts)
  const sent: Condition = { ...condition, key: `aws:RequestTag/${name}` }
  const asked = wanted === 'yes' ? { conditions: [sent], unless: [] } : { conditions: [], unless: [[sent]] }
  if (tagging === undefined || isContradiction(both(tagging, asked))) return undefined
  return { terms: tagging, does: `set tag ${name} of the key`, via: 'tag-key', at: placeToChange(set) }
}

function both(one: Pick<Terms, 'conditions' | 'unless'>, other: Pick<Terms, 'conditions' | 'unless'>) {
  return { conditions: [...one.conditions, ...other.conditions], unless: [...one.unless, ...other.unless] }
}

interface AliasMeans {
  readonly key: Key
  readonly identity: Identity
  readonly powers: Powers
  readonly create: Way | undefined
  readonly remove: Way | undefined
}

/** Both the key and the alias have to allow it (Developer Guide, "Controlling access to aliases"). */
function byAlias(condition: Condition, wanted: 'yes' | 'no', means: AliasMeans): Change | undefined {
  const { key, create, remove } = means
  const isOfRequest = condition.key.toLowerCase() === 'kms:requestalias'
  const told = (names: readonly string[]) =>
    holds(condition, new Map([[condition.key.toLowerCase(), names.map(name => text(name))]]))
  // A request names the key by one alias of its caller's choice.
  const having = (names: readonly string[]) =>
    isOfRequest ? anyOf(names.map(name => told([name]))) : told(names)
  if (create !== undefined) {
    for (const name of namesIn(condition)) {
      if (having([...key.aliases, name]) !== wanted) continue
      const terms = withAlias(create, 'kms:CreateAlias', name, means)
      if (terms === undefined) continue
      return { terms, does: `give the key ${name}`, via: 'change-alias', at: placeToChange(create) }
    }
  }
  if (remove === undefined || !key.hasAllAliases || having([]) !== wanted) return undefined
  const all = key.aliases.map(name => withAlias(remove, 'kms:DeleteAlias', name, means))
  const found = all.filter(terms => terms !== undefined)
  const [first, ...more] = found
  if (first === undefined || found.length < all.length) return undefined
  const terms = more.reduce(joinedTerms, first)
  return { terms, does: 'delete the aliases of the key', via: 'change-alias', at: placeToChange(remove) }
}

/** Names that a condition may ask for, or that it surely does not. */
function namesIn({ values }: Condition): readonly string[] {
  const asked = values
    .slice(0, 10)
    .flatMap(value => literal(value) ?? [])
    .map(value => value.replaceAll(/[*?]/g, 'x'))
    .filter(value => value.startsWith('alias/'))
  return [...asked, 'alias/x']
}

function withAlias(
  way: Way,
  name: 'kms:CreateAlias' | 'kms:DeleteAlias',
  alias: string,
  { key: { region, account }, identity, powers }: AliasMeans,
): Terms | undefined {
  const [, start = 'aws'] = isUnknown(region) ? [] : (/^(?:(cn|us-gov)-)/.exec(region) ?? [])
  const partition = start === 'aws' ? 'aws' : `aws-${start}`
  const arn = text(`arn:${partition}:kms:`, region, ':', account, `:${alias}`)
  const [permit] = powers.permits(identity, identityActions(name), aimAtArn(account, arn))
  return permit === undefined ? undefined : joinedTerms(way, permit)
}
