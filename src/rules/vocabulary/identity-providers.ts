import type { Principal } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../../model/text.ts'
import { anyOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { asksForValue, escapeFrom, isPattern } from '../../access/operators.ts'
import { isFilledByCall } from '../../policy/variables.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { PolicyStatement, TrustStatement, Word } from '../word.ts'

type Federated = Principal & { kind: 'federated' }

/** It trusts an identity provider. */
export const trustsProvider: Word<PolicyStatement> = {
  says: 'it trusts an identity provider',
  ask: subject => answer(providersOf(subject).length > 0),
}

/** A condition says whose tokens of the provider are accepted: a subject with a literal owner, else an audience. */
export const subjectIsAsked: Word<PolicyStatement> = {
  says: 'a condition names whose tokens of the provider are accepted',
  ask: subject => {
    if (subject.in !== 'trust-policy') return answer(true)
    const conditions = askedIn(subject)
    const is = anyOf(conditions.map(condition => limits(condition, kindOf(subject, condition))))
    if (is === 'yes') return answer(true)
    const holes = [
      ...subject.statement.conditionHoles,
      ...(is === 'unknown' ? conditions.flatMap(({ values }) => values.flatMap(holesOf)) : []),
    ]
    return holes.length > 0 ? hangsOn(holes) : answer(false)
  },
}

/** Only those whom one organization has let in get tokens of it: its own sign-in, one cluster, one workspace. */
export const providerIsOfOne: Word<PolicyStatement> = {
  says: 'all tokens of the provider are of one organization',
  ask: subject => {
    const urls = providersOf(subject).map(({ provider }) => provider)
    return answer(urls.length > 0 && urls.every(url => kindOfProvider(url) === 'one'))
  },
}

/** The identity providers that a statement trusts, in words. */
export function providersInWords(subject: PolicyStatement): string {
  return listed(providersOf(subject).map(({ provider }) => nameOf(provider)))
}

/** What a condition should ask for, to follow "Add a condition on". */
export function subjectKeyOf(subject: PolicyStatement): string {
  const [first] = providersOf(subject)
  if (first === undefined || isSaml(first.provider)) return '`SAML:aud`'
  return `\`${urlOf(first.provider) ?? 'PROVIDER'}:sub\``
}

function providersOf({ statement: { principals } }: PolicyStatement): readonly Federated[] {
  const named = principals?.negated === false ? principals.items.map(({ principal }) => principal) : []
  return named.filter((principal): principal is Federated => principal.kind === 'federated')
}

/** Its own conditions, and what a Deny of the same policy asks for. */
function askedIn({ statement, document }: TrustStatement): readonly Condition[] {
  const denied = document.statements
    .filter(({ effect, conditionHoles }) => effect === 'Deny' && conditionHoles.length === 0)
    .flatMap(({ conditions: [only, ...more] }) =>
      only === undefined || more.length > 0 ? [] : [escapeFrom(only)],
    )
    .filter(escape => escape !== undefined)
  return [...statement.conditions, ...denied]
}

/** Whose tokens a provider gives: of everybody who signs up, or of those whom one organization lets in. */
type Kind = 'shared' | 'application' | 'one' | 'unknown'

/**
 * The issuers that everybody shares, by their URLs, with what `sub` begins with (IAM User Guide, "Identity-provider
 * controls for shared OIDC providers", and the providers' guides for AWS).
 */
const shared: readonly RegExp[] = [
  /^token\.actions\.githubusercontent\.com$/,
  /^gitlab\.com$/,
  /^app\.terraform\.io$/,
  /^agent\.buildkite\.com$/,
  /^oidc\.codefresh\.io$/,
  /^api\.pulumi\.com\/oidc$/,
  /^oidc\.vercel\.com$/,
  /^scalr\.io$/,
]

/** Everybody signs in there, and the audience tells which application he signed in to. */
const ofApplications =
  /^(?:accounts\.google\.com|cognito-identity\.amazonaws\.com|graph\.facebook\.com|www\.amazon\.com)$/

function kindOfProvider(provider: Text): Kind {
  if (isSaml(provider)) return 'one'
  const url = urlOf(provider)
  if (url === undefined) return 'unknown'
  if (ofApplications.test(url)) return 'application'
  // GitHub lets an enterprise have a path of its own, which nobody else gets tokens of.
  return shared.some(pattern => pattern.test(url)) ? 'shared' : 'one'
}

function isSaml(provider: Text): boolean {
  return showText(provider).includes(':saml-provider/')
}

/** `token.actions.githubusercontent.com` of the ARN of its provider; nothing where that is not told. */
function urlOf(provider: Text): string | undefined {
  const last = provider.at(-1)
  if (typeof last !== 'string') return undefined
  return (
    /(?:^|:)oidc-provider\/(.+)$/.exec(last)?.[1] ??
    (provider.length === 1 && !last.startsWith('arn:') ? last : undefined)
  )
}

function nameOf(provider: Text): string {
  return urlOf(provider) ?? showText(provider)
}

/** A provider that is created beside the role has no URL yet: the condition's own key tells it. */
function kindOf(subject: TrustStatement, { key }: Condition): Kind {
  const kinds = new Set(providersOf(subject).map(({ provider }) => kindOfProvider(provider)))
  if (kinds.has('shared')) return 'shared'
  if (!kinds.has('unknown')) return kinds.has('application') ? 'application' : 'one'
  const url = key.slice(0, key.lastIndexOf(':'))
  return kindOfProvider([url])
}

function limits(condition: Condition, kind: Kind): Tri {
  const claim = condition.key.slice(condition.key.lastIndexOf(':') + 1).toLowerCase()
  if (!asksForValue(condition) || condition.values.length === 0) return 'no'
  if (kind === 'shared')
    return subjects.has(claim) ? everyValue(condition, claim === 'sub' ? ownerOf : something) : 'no'
  return subjects.has(claim) || audiences.has(claim) ? everyValue(condition, something) : 'no'
}

/** Claims of a token that tell whose it is; the audience of a shared provider is the same for all. */
const subjects: ReadonlySet<string> = new Set([
  'sub',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'job_workflow_ref',
  'namespace_id',
  'project_id',
  'organization_id',
  'terraform_organization_id',
  'terraform_workspace_id',
])
const audiences: ReadonlySet<string> = new Set([
  'aud',
  'oaud',
  'azp',
  'app_id',
  'iss',
  'doc',
  'namequalifier',
  'amr',
])

/** `repo:octo-org/…`, `project_path:group/…`, `organization:acme:…`: the owner stands before any wildcard. */
const ownerOf = /^[^:*?]+:[^:/*?]+[:/]/
const something = /^[^*?]/

function everyValue(condition: Condition, wanted: RegExp): Tri {
  const answers = new Set(condition.values.map(value => isLimit(condition, value, wanted)))
  return answers.has('no') ? 'no' : answers.has('unknown') ? 'unknown' : 'yes'
}

function isLimit(condition: Condition, value: Text, wanted: RegExp): Tri {
  const written = literal(value)
  // Without a pattern, a wildcard is a character that no subject has.
  if (!isPattern(condition)) return tri(!value.some(part => isUnknown(part) && isFilledByCall(part)))
  if (written !== undefined) return tri(wanted.test(written))
  const [start] = value
  return typeof start === 'string' && wanted.test(start) ? 'yes' : openness(value.filter(isUnknown))
}

/** What the call fills is as the caller likes. */
function openness(holes: readonly Unknown[]): Tri {
  return holes.some(isFilledByCall) ? 'no' : 'unknown'
}
