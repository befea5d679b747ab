import type { IdentityPolicy } from '../../../model/identity.ts'
import { showText } from '../../../model/text.ts'
import type { ManagedPolicies } from '../../../policy/managed-policies.ts'
import { readPolicyText } from '../../../policy/read-policy.ts'
import type { Stack } from '../evaluate/stack.ts'
import { allow, readingOf, templateWith } from '../test-stack.ts'
import { readIdentities, type Identities } from './identities.ts'

const powerUser = 'arn:aws:iam::aws:policy/PowerUserAccess'

/** For tests only: `PowerUserAccess`, which lists keys here, is all that AWS has. */
const managed: ManagedPolicies = (arn, at) =>
  arn === powerUser ? readPolicyText(JSON.stringify(allow('ListKeys')), at) : undefined

/** For tests only: who is in a template of these resources. */
export function readIam(
  resources: object,
  rest: Partial<Stack> = {},
  existed: (id: string) => boolean = () => false,
): Identities {
  return readIdentities(readingOf(templateWith(resources), rest), managed, existed)
}

/**
 * For tests only: a policy in a line: its name, its actions and what it hangs on. `?` behind an action is a statement
 * that something hides, `-` a document that is not read.
 */
export function shown({ name, document, hangsOn }: IdentityPolicy): string {
  const actions = document.statements.map(({ actions: listed, conditionHoles }) => {
    const words = (listed?.items ?? []).map(({ text }) => showText(text).replace('kms:', ''))
    return `${words.join('+')}${conditionHoles.length > 0 ? '?' : ''}`
  })
  const holes = document.holes.map(() => '-')
  const doubts = hangsOn.length === 0 ? '' : ` if ${hangsOn.map(hole => hole.name).join(' and ')}`
  return `${name}: ${[...actions, ...holes].join(' ')}${doubts}`
}

/** For tests only: each role and user with its policies in lines. */
export function held({ identities }: Identities): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    identities.map(({ arn, policies }) => [
      showText(arn).replace('arn:aws:iam::111122223333:', ''),
      policies.map(shown),
    ]),
  )
}
