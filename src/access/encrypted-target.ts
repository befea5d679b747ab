import type { Account } from '../model/account.ts'
import { noActions } from '../model/action-set.ts'
import type { EncryptedResource } from '../model/key-use.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { holesOf, literal, text, type Text } from '../model/text.ts'
import { anyOf, opposite, type Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { callerCatalogue } from '../policy/caller-actions.ts'
import { isFilledByCall } from '../policy/variables.ts'
import { factsOfAccount, type Facts } from './facts.ts'
import { matchesArn, matchesText } from './request/matching.ts'
import { linkOf } from './resource-references.ts'
import type { ResourceMatch } from './resources.ts'
import { filled, type Target } from './target.ts'

/** An encrypted resource, as IAM policies of callers speak of it. */
export interface Encrypted extends EncryptedResource {
  /** The input that has it. */
  readonly file: string
  readonly account: Account
  /** Whether policies name what stands in it, such as the objects of a bucket. */
  readonly hasContents: boolean
}

/** What a statement's resource takes of an encrypted resource. */
type Match = 'whole' | 'part' | 'none' | 'unknown'

/** For statements that allow: those that reach some of it count. */
export function reachedTarget(one: Encrypted): Target {
  return targetFor(one, (resources, facts) => {
    const matches = matchesIn(resources, facts, one)
    return resources.negated ? opposite(anyOf(matches.map(isWhole))) : anyOf(matches.map(isSome))
  })
}

/** For statements that deny: only those that take all of it count. */
export function deniedTarget(one: Encrypted): Target {
  return targetFor(one, (resources, facts) => {
    const matches = matchesIn(resources, facts, one)
    return resources.negated ? opposite(anyOf(matches.map(isSome))) : anyOf(matches.map(isWhole))
  })
}

function targetFor(one: Encrypted, covers: (resources: Listed<Pattern>, caller: Facts) => Tri): Target {
  const { account, arn } = one
  return {
    account,
    catalogue: callerCatalogue,
    crossAccount: callerCatalogue.all,
    facts: factsOfAccount(account),
    covered: (resources, caller): ResourceMatch => {
      if (resources === undefined) return { is: 'no', hangsOn: [] }
      const is = covers(resources, caller)
      if (is !== 'unknown') return { is, hangsOn: [] }
      const holes = resources.items.flatMap(item => holesOf(item.text)).filter(hole => !isFilledByCall(hole))
      return { is, hangsOn: holes.length > 0 ? holes : holesOf(arn) }
    },
    silencedBy: () => noActions,
    admitsProviders: false,
  }
}

function matchesIn(resources: Listed<Pattern>, caller: Facts, one: Encrypted): readonly Match[] {
  return (filled(resources, caller)?.items ?? []).map(item => matchOf(item.text, one))
}

function isWhole(match: Match): Tri {
  if (match === 'whole') return 'yes'
  return match === 'unknown' ? 'unknown' : 'no'
}

function isSome(match: Match): Tri {
  if (match === 'none') return 'no'
  return match === 'unknown' ? 'unknown' : 'yes'
}

function matchOf(pattern: Text, one: Encrypted): Match {
  if (literal(pattern) === '*') return 'whole'
  const links = holesOf(pattern).map(hole => linkOf(hole, one))
  if (links.includes('other')) return 'none'
  const [first, ...rest] = pattern
  // A resource begins with an ARN, so that what stands first is one.
  if (isUnknown(first) && links[0] === 'same') return inside(rest, contentsOf(one, []))
  if (isUnknown(first) && links[0] === 'named' && rest.length === 0) {
    // A plan does not tell of `"${aws_s3_bucket.b.arn}/*"` that anything stands behind the ARN.
    return one.hasContents ? 'unknown' : 'whole'
  }
  // A name that is written may be the one that the resource gets.
  if (!links.includes('same')) return inside(pattern, contentsOf(one, one.arn))
  return inside(withName(pattern, one), contentsOf(one, withName(one.arn, one)))
}

/** Whatever stands in a resource. */
const contents: Unknown = {
  kind: 'unknown',
  reason: 'policy-variable',
  name: 'what stands in it',
  shape: 'anything',
  at: { file: '', address: '', pointer: '' },
}

function contentsOf({ hasContents }: Encrypted, arn: Text): Text {
  return hasContents ? text(arn, '/', contents) : arn
}

function inside(pattern: Text, target: Text): Match {
  const compare = parseArn(pattern) === undefined ? matchesText : matchesArn
  const is = compare(pattern, target)
  if (is !== 'unknown') return is === 'yes' ? 'whole' : 'none'
  return [...pattern, ...target].some(part => isUnknown(part) && !isFilledByCall(part)) ? 'unknown' : 'part'
}

/** No character that a policy names. */
const ownName = '\uE007'

/** The name that a resource will have is the same wherever it stands. */
function withName(value: Text, one: Encrypted): Text {
  return text(
    ...value.map(part =>
      isUnknown(part) && part.at.pointer !== '' && linkOf(part, one) === 'same' ? ownName : part,
    ),
  )
}
