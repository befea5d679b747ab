import { noActions, type ActionSet } from '../model/action-set.ts'
import type { Identity } from '../model/identity.ts'
import type { Principal } from '../model/principal.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { holesOf, literal, type Text } from '../model/text.ts'
import { anyOf, opposite, type Tri } from '../model/tri.ts'
import { actionCatalogue } from '../policy/action-catalogue.ts'
import { factsOfAccount } from './facts.ts'
import { equalTexts } from './operators.ts'
import { matchesArn, matchesText } from './request/matching.ts'
import { parseArn } from '../policy/arn.ts'
import type { ResourceMatch } from './resources.ts'
import { filled, type Target } from './target.ts'

const names = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']
const bits: ReadonlyMap<string, ActionSet> = new Map(
  names.map((name, index) => [name.toLowerCase(), 1n << BigInt(index)]),
)

/** The actions that make somebody a session of a role. */
export const assumeCatalogue = actionCatalogue(
  bits,
  [...bits.values()].reduce((all, bit) => all | bit),
)

/** Which of them a principal can call: who signed in at an identity provider calls the other two. */
export function assumingActions({ kind }: Pick<Principal, 'kind'>): ActionSet {
  const direct = bits.get('sts:assumerole') ?? noActions
  return kind === 'federated' ? assumeCatalogue.all & ~direct : direct
}

/** A role as IAM policies speak of it. */
export function assumeTarget(role: Identity): Target {
  return {
    account: role.account,
    catalogue: assumeCatalogue,
    crossAccount: assumeCatalogue.all,
    facts: factsOfAccount(role.account),
    covered: (resources, caller) => coversArn(filled(resources, caller), role.arn),
    silencedBy: () => noActions,
    admitsProviders: true,
  }
}

/** The same as its trust policy speaks of it, which has no `Resource`. */
export function trustTarget(role: Identity): Target {
  return { ...assumeTarget(role), covered: () => ({ is: 'yes', hangsOn: [] }) }
}

/** Whether resources cover an ARN that may have holes; a statement without the element covers nothing. */
export function coversArn(resources: Listed<Pattern> | undefined, arn: Text): ResourceMatch {
  if (resources === undefined) return { is: 'no', hangsOn: [] }
  const any = anyOf(resources.items.map(({ text }) => matches(text, arn)))
  const is = resources.negated ? opposite(any) : any
  if (is !== 'unknown') return { is, hangsOn: [] }
  return { is, hangsOn: [...resources.items.flatMap(item => holesOf(item.text)), ...holesOf(arn)] }
}

function matches(pattern: Text, arn: Text): Tri {
  if (literal(pattern) === '*' || equalTexts(pattern, arn) === 'yes') return 'yes'
  return parseArn(pattern) === undefined ? matchesText(pattern, arn) : matchesArn(pattern, arn)
}
