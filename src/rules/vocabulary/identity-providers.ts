import type { Principal } from '../../model/principal.ts'
import type { Condition, Statement } from '../../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../../model/text.ts'
import { allOf, anyOf, type Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { asksForValue, isPattern } from '../../access/operators.ts'
import { isFilledByCall } from '../../policy/variables.ts'
import { answer, hangsOn } from '../answers.ts'
import { listedPrincipals } from '../listed-principals.ts'
import { listed } from '../phrases.ts'
import type { PolicyStatement, TrustStatement, Word } from '../word.ts'
import { demandsOfDenials, type Demand } from './trust-denials.ts'

type Federated = Principal & { kind: 'federated' }

/** It trusts an identity provider. */
export const trustsProvider: Word<PolicyStatement> = {
  says: 'it trusts an identity provider',
  ask: subject => answer(listedProviders(subject.statement).length > 0),
}

/** A condition says whose tokens of the provider are accepted: a subject with a literal owner, else an audience. */
export const subjectIsAsked: Word<PolicyStatement> = {
  says: 'a condition names whose tokens of the provider are accepted',
  ask: subject => {
    if (subject.in !== 'trust-policy') return answer(true)
    const { statement } = subject
    const demands = [
      ...statement.conditions.map(condition => ({ condition, doubts: [] })),
      ...demandsOfDenials(subject, listedProviders(statement)),
    ].map(demand => weighed(demand, subject))
    const is = anyOf(demands.map(demand => demand.is))
    if (is === 'yes') return answer(true)
    const holes = [...statement.conditionHoles, ...demands.flatMap(demand => demand.hangsOn)]
    return holes.length > 0 ? hangsOn(holes) : answer(false)
  },
}

interface Weighed {
  readonly is: Tri
  readonly hangsOn: readonly Unknown[]
}

/** Whether what is demanded names whose tokens are accepted, and what hides that. */
function weighed({ condition, doubts }: Demand, { statement }: TrustStatement): Weighed {
  const limits = condition === undefined ? 'yes' : limitsOf(condition, isOfShared(statement, condition))
  if (limits === 'no') return { is: 'no', hangsOn: [] }
  const holes = limits === 'unknown' ? (condition?.values ?? []).flatMap(holesOf) : []
  return { is: doubts.length === 0 ? limits : 'unknown', hangsOn: [...doubts, ...holes] }
}

/** Only those whom one organization has let in get tokens of it: its own sign-in, one cluster, one workspace. */
export const providerIsOfOne: Word<PolicyStatement> = {
  says: 'all tokens of the provider are of one organization',
  ask: subject => {
    const urls = listedProviders(subject.statement).map(({ provider }) => provider)
    return answer(urls.length > 0 && urls.every(url => kindOfProvider(url) === 'one'))
  },
}

/** The identity providers that a statement trusts, in words. */
export function providersInWords(subject: PolicyStatement): string {
  return listed(listedProviders(subject.statement).map(({ provider }) => nameOf(provider)))
}

/** What a condition should ask for, to follow "Add a condition on". */
export function subjectKeyOf(subject: PolicyStatement): string {
  const [first] = listedProviders(subject.statement)
  if (first === undefined || isSaml(first.provider)) return '`SAML:aud`'
  return `\`${urlOf(first.provider) ?? 'PROVIDER'}:sub\``
}

function listedProviders(statement: Statement): readonly Federated[] {
  return listedPrincipals(statement).filter(one => one.kind === 'federated')
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
function isOfShared(statement: Statement, { key }: Condition): boolean {
  const url = key.slice(0, key.lastIndexOf(':')).toLowerCase()
  const providers = [...listedProviders(statement).map(({ provider }) => provider), [url]]
  return providers.some(provider => kindOfProvider(provider) === 'shared')
}

function limitsOf(condition: Condition, isShared: boolean): Tri {
  const claim = condition.key.slice(condition.key.lastIndexOf(':') + 1).toLowerCase()
  if (!asksForValue(condition) || condition.values.length === 0) return 'no'
  if (subjects.has(claim)) return everyValue(condition, isShared && claim === 'sub' ? ownerOf : something)
  return !isShared && audiences.has(claim) ? everyValue(condition, something) : 'no'
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
  return allOf(condition.values.map(value => isLimit(condition, value, wanted)))
}

/** What the call fills is as the caller likes. */
function isLimit(condition: Condition, value: Text, wanted: RegExp): Tri {
  const isOpen = holesOf(value).some(isFilledByCall)
  // Without a pattern, a wildcard is a character that no subject has.
  if (!isPattern(condition) && !isOpen) return 'yes'
  const [start] = value
  if (typeof start === 'string' && wanted.test(start)) return 'yes'
  return isOpen || literal(value) !== undefined ? 'no' : 'unknown'
}
