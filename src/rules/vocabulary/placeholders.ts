import { isSameAccount } from '../outsiders.ts'
import type { Key } from '../../model/key.ts'
import type { Principal } from '../../model/principal.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import type { PolicyStatement, Word, World } from '../word.ts'

/** Account ids of AWS's documentation and of examples that people copy (AWS Documentation style, "example account IDs"). */
const examples = [
  '111122223333',
  '444455556666',
  '777788889999',
  '123456789012',
  '012345678901',
  '210987654321',
  '000000000000',
  '111111111111',
  '222222222222',
  '333333333333',
  '555555555555',
  '999999999999',
]
const exampleId = new RegExp(`(?<!\\d)(?:${examples.join('|')})(?!\\d)`, 'g')

/** `<account-id>`, `YOUR_ACCOUNT_ID`, `ACCOUNT-ID-WITHOUT-HYPHENS`. */
const blank =
  /<[^<>\0]{1,60}>|\b(?:your|my)[-_ ]?(?:aws[-_ ]?)?account(?:[-_ ]?(?:id|number))?\b|\baccount[-_]?id(?:-without-hyphens)?\b/i

/** Names that AWS's examples of key policies give to roles and users. */
const exampleName =
  /:(?:role|user)\/(?:Example(?:Role|User|Admin)?\w*|KMSAdminUser|KMSUser|CMKUser|CMKRole|CMKAdminUser|KeyUser|KeyAdmin(?:User|Role)?)$/

interface Leftover {
  readonly what: string
  readonly at: SourceLocation
  readonly kind: 'account' | 'blank' | 'name'
  /** What hides whether it is the key's own account. */
  readonly hangsOn: readonly Unknown[]
}

/** An account id of an example, or a blank to be filled in, is left in the principals or conditions of a key policy. */
export const holdsPlaceholders: Word<PolicyStatement> = {
  says: 'an account id, name or blank of an example is left in it',
  ask: (subject, world) => {
    const [first] = leftoversIn(subject, world)
    if (first === undefined) return answer(false)
    return first.hangsOn.length > 0 ? hangsOn(first.hangsOn, [first.at]) : answer(true, [first.at])
  },
}

/** All that is left in is the name of an example: it may well be somebody's. */
export const holdsExampleNamesOnly: Word<PolicyStatement> = {
  says: 'only the name of a role or user is that of an example',
  ask: (subject, world) => answer(leftoversIn(subject, world)[0]?.kind === 'name'),
}

/** What is left of an example, for a message. */
export function placeholderIn(subject: PolicyStatement, world: World): string {
  return leftoversIn(subject, world)[0]?.what ?? 'a placeholder'
}

/** The certain ones first, and the names last. */
function leftoversIn(subject: PolicyStatement, world: World): readonly Leftover[] {
  if (subject.in !== 'key-policy') return []
  const { key, statement } = subject
  const texts = [
    ...(statement.principals?.items ?? []).map(({ principal, at }) => ({
      text: spelled(namesOf(principal)),
      at,
    })),
    ...statement.conditions.flatMap(({ values, at }) => values.map(value => ({ text: spelled(value), at }))),
  ]
  const found = texts.flatMap(({ text, at }) => leftovers(text, at, key, world))
  return found.toSorted((one, other) => rank(one) - rank(other))
}

function namesOf(principal: Principal): Text {
  if ('arn' in principal) return principal.arn
  if (principal.kind === 'account') return [principal.account]
  return principal.kind === 'unusable' ? principal.written : []
}

/** What stands there itself: the name of a parameter is no text that was left. */
function spelled(value: Text): string {
  return value.map(part => (isUnknown(part) ? '\0' : part)).join('')
}

function rank({ kind, hangsOn: holes }: Leftover): number {
  return kind === 'name' ? 2 : Math.min(holes.length, 1)
}

function leftovers(text: string, at: SourceLocation, key: Key, world: World): readonly Leftover[] {
  const holes = isUnknown(key.account) ? [key.account] : []
  const isForeign = (id: string) =>
    isSameAccount(id, key.account).is !== 'yes' && !world.trust.accounts.has(id)
  const ids = (text.match(exampleId) ?? []).filter(isForeign)
  const blanks = (blank.exec(text) ?? []).slice(0, 1)
  const name = exampleName.exec(text)
  return [
    ...ids.map(id => ({
      what: `the account id ${id} of AWS's examples`,
      at,
      kind: 'account' as const,
      hangsOn: holes,
    })),
    ...blanks.map(one => ({ what: `the blank ${one}`, at, kind: 'blank' as const, hangsOn: [] })),
    ...(name === null
      ? []
      : [{ what: `the name ${name[0].slice(1)} of an example`, at, kind: 'name' as const, hangsOn: [] }]),
  ]
}
