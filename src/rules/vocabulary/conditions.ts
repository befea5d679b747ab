import type { KeyPolicyAccess } from '../../model/access.ts'
import { holesOf } from '../../model/text.ts'
import { anyOf } from '../../model/tri.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { asksForKey } from '../../access/grant-limits.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

type Conditional = Pick<KeyPolicyAccess, 'conditions'>

/** A condition asks for an encryption context: the call is about data that somebody named beforehand. */
export const withEncryptionContext = asking('only with an encryption context that is asked for', key =>
  /^kms:encryptioncontext(?::|keys$)/.test(key),
)

/** A condition asks for an organization. */
export const withinOrganization = asking(
  'only from an organization',
  key => meaningOf(key) === 'organization',
)

/** A condition tells which principals: by their ARN, their id or a tag of theirs. */
export const onlySomePrincipals = asking(
  'a condition names the principals',
  key => ['principal-arn', 'user-id'].includes(meaningOf(key)) || key.startsWith('aws:principaltag/'),
)

/** A positive test on a condition key, which an absent key does not pass. */
function asking(says: string, isMeant: (key: string) => boolean): Word<Conditional> {
  return {
    says,
    ask: ({ conditions }) => {
      const meant = conditions.filter(({ key }) => isMeant(key.toLowerCase()))
      const is = anyOf(meant.map(asksForKey))
      if (is !== 'unknown') return answer(is === 'yes')
      return hangsOn(meant.flatMap(({ values }) => values.flatMap(holesOf)))
    },
  }
}
