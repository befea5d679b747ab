import type { Principal } from '../../model/principal.ts'
import type { Listed, NamedPrincipal, Problem, Statement } from '../../model/statement.ts'
import { literal, showText } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { matchesWildcard } from '../wildcard.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'

/** What IAM refuses in the trust policy of a role, or what can never let anybody assume it. */
export function trustSyntax(judged: Judged): readonly Problem[] {
  return judged.kind === 'trust-policy' ? inEachStatement(judged, faultsOf) : []
}

function faultsOf(statement: Statement): readonly Fault[] {
  const { principals, resources } = statement
  const faults: Fault[] = []
  if (resources !== undefined) {
    const name = resources.negated ? 'NotResource' : 'Resource'
    const says = `has a \`${name}\`, which IAM refuses in a trust policy: the role itself is meant`
    faults.push({ code: 'trust-syntax', says, at: resources.at })
  }
  if (principals?.negated === true) {
    const says = 'has a `NotPrincipal`, which IAM refuses in a trust policy'
    faults.push({ code: 'trust-syntax', says, at: principals.at })
  }
  if (isUnknown(statement.effect) || statement.effect === 'Deny' || principals === undefined) return faults
  return [...faults, ...mismatched(statement), ...anywhere(statement), ...sessions(principals)]
}

const web = 'sts:AssumeRoleWithWebIdentity'
const saml = 'sts:AssumeRoleWithSAML'

/** Identity providers come in by their own actions, and everybody else by `sts:AssumeRole` (STS API Reference). */
function mismatched({ principals, actions }: Statement): readonly Fault[] {
  if (principals === undefined || principals.negated) return []
  const names = literals(actions)
  if (names === undefined) return []
  const lacking = new Set<string>()
  return principals.items.flatMap(({ principal, at }) => {
    const wanted = actionsFor(principal)
    if (wanted === undefined || names.some(name => wanted.some(one => covers(name, one)))) return []
    const shown = `\`${wanted[0] ?? ''}\``
    if (lacking.has(shown)) return []
    lacking.add(shown)
    return [
      {
        code: 'trust-action' as const,
        says: `names ${quoted(nameOf(principal))}, which can assume a role by ${shown} alone`,
        at,
      },
    ]
  })
}

function actionsFor(principal: Principal): readonly string[] | undefined {
  switch (principal.kind) {
    case 'federated': {
      const provider = literal(principal.provider)
      if (provider === undefined) return undefined
      return provider.includes(':saml-provider/') ? [saml] : [web]
    }
    case 'service':
    case 'account':
    case 'role':
    case 'user':
    case 'session':
      return ['sts:AssumeRole', 'sts:SetContext', 'sts:SetSourceIdentity', 'sts:TagSession']
    default:
      return undefined
  }
}

/** IAM Roles Anywhere User Guide, "Trust model in AWS IAM Roles Anywhere": it needs all three. */
const neededAnywhere = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']

function anywhere({ principals, actions }: Statement): readonly Fault[] {
  const item = principals?.items.find(
    ({ principal }) =>
      principal.kind === 'service' && literal(principal.name) === 'rolesanywhere.amazonaws.com',
  )
  const names = literals(actions)
  if (item === undefined || names === undefined) return []
  const lacking = neededAnywhere.filter(one => !names.some(name => covers(name, one)))
  if (lacking.length === 0) return []
  const says = `lets \`rolesanywhere.amazonaws.com\` assume the role without ${lacking.map(one => `\`${one}\``).join(' and ')}`
  return [{ code: 'trust-action', says, at: item.at }]
}

/** A session beside the role that it is of adds nothing. */
function sessions({ items }: Listed<NamedPrincipal>): readonly Fault[] {
  const roles = new Set(
    items.flatMap(({ principal }) => {
      const arn = principal.kind === 'role' ? literal(principal.arn) : undefined
      return arn === undefined ? [] : [`${arn.split(':')[4] ?? ''}/${arn.slice(arn.lastIndexOf('/') + 1)}`]
    }),
  )
  if (roles.size === 0) return []
  return items.flatMap(({ principal, at }) => {
    const arn = principal.kind === 'session' ? literal(principal.arn) : undefined
    const [, account = '', role = ''] =
      /^[^:]*:[^:]*:[^:]*:[^:]*:(\d+):assumed-role\/([^/]+)\//.exec(arn ?? '') ?? []
    if (arn === undefined || !roles.has(`${account}/${role}`)) return []
    return [
      { code: 'trust-session-beside-role', says: `names ${quoted(arn)} beside the role of that session`, at },
    ]
  })
}

/** Nothing where the statement has no actions, those that are left out, or holes. */
function literals(actions: Statement['actions']): readonly string[] | undefined {
  if (actions === undefined || actions.negated || actions.items.length === 0) return undefined
  const names = actions.items.flatMap(({ text }) => literal(text) ?? [])
  return names.length < actions.items.length ? undefined : names
}

function covers(pattern: string, action: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase())
}

function nameOf(principal: Principal): string {
  if (principal.kind === 'federated') return showText(principal.provider)
  if (principal.kind === 'service') return showText(principal.name)
  if ('arn' in principal) return showText(principal.arn)
  return principal.kind === 'account' && !isUnknown(principal.account) ? principal.account : principal.kind
}
