import type { KeyPolicyAccess } from '../../model/access.ts'
import { overlaps, union } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Key } from '../../model/key.ts'
import { literal } from '../../model/text.ts'
import { anyOf } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { asksForValue, isPattern } from '../../access/operators.ts'
import { destroyActions, permissionActions, plaintextActions } from '../../policy/actions.ts'
import { hasWildcard, matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { either, joined } from '../logic.ts'
import type { Word } from '../word.ts'

/** A pattern under `sensitive` in the configuration matches a tag, an alias or the address of the key. */
const matchesSensitive: Word<Pick<KeyPolicyAccess, 'key'>> = {
  says: '`sensitive` names the key',
  ask: ({ key }, { trust: { sensitive = [] } }) =>
    joined(
      sensitive.map(selector => isSelected(selector, key)),
      anyOf,
    ),
}

/** The key is one that the configuration calls sensitive; in the profile `strict` every key is. */
export const ofSensitiveKey: Word<Pick<KeyPolicyAccess, 'key'>> = either(matchesSensitive, {
  says: 'the profile is `strict`',
  ask: (_, { profile }) => answer(profile === 'strict'),
})

function isSelected(selector: string, key: Key): Answer {
  const tag = /^tag:([^=]*)(?:=(.*))?$/s.exec(selector)
  if (tag !== null) return hasTag(key, tag[1] ?? '', tag[2] ?? '*')
  if (!selector.startsWith('alias/')) return answer(matchesWildcard(selector, key.address))
  if (key.aliases.some(alias => matchesWildcard(selector, alias))) return answer(true)
  return key.hasAllAliases ? answer(false) : hangsOn([hidden(key, `whether ${selector} names it`)])
}

function hasTag({ tags }: Key, name: string, wanted: string): Answer {
  if (isUnknown(tags)) return hangsOn([tags])
  const values = [...tags].filter(([tag]) => matchesWildcard(name, tag)).map(([, value]) => value)
  return joined(
    values.map(value => (isUnknown(value) ? hangsOn([value]) : answer(matchesWildcard(wanted, value)))),
    anyOf,
  )
}

function hidden({ at, address }: Key, what: string): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: `${what} (${address})`, shape: 'anything', at }
}

const telling = [plaintextActions, permissionActions, destroyActions].reduce(union)

/** Whoever can write IAM policies of an account decides about plaintext, permissions or deletion. */
export const handsOverMuch: Word<Pick<KeyPolicyAccess, 'actions'>> = {
  says: 'it hands over plaintext, permissions or deletion',
  ask: ({ actions }) => answer(overlaps(actions, telling)),
}

/** IAM policies of the account decide who calls: an account is named, not its root user alone. */
export const leavesItToIam: Word<Pick<KeyPolicyAccess, 'principal'>> = {
  says: 'IAM policies decide who calls',
  ask: ({ principal }) => answer(principal.kind === 'account'),
}

/** A condition asks for ARNs without wildcards: creating a role of another name is not enough. */
export const onlyExactPrincipals: Word<Pick<KeyPolicyAccess, 'conditions'>> = {
  says: 'a condition lists the principals, without wildcards',
  ask: ({ conditions }) =>
    answer(
      conditions.some(
        one =>
          meaningOf(one.key) === 'principal-arn' &&
          asksForValue(one) &&
          one.values.every(value => literal(value) !== undefined && !(isPattern(one) && hasWildcard(value))),
      ),
    ),
}
