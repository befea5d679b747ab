import { principalId, type Principal } from '../../model/principal.ts'
import type { Listed, NamedPrincipal, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'
import { isCovered, literalsOf } from './literals-of.ts'
import { rolesAnywhere } from './roles-anywhere.ts'

/** What IAM refuses in the trust policy of a role, or what can never let anybody assume it. */
export function trustSyntax(judged: Judged): readonly Problem[] {
  return judged.kind === 'trust-policy'
    ? [...inEachStatement(judged, faultsOf), ...rolesAnywhere(judged)]
    : []
}

function faultsOf(statement: Statement): readonly Fault[] {
  const { effect, principals, actions, resources } = statement
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
  if (effect !== 'Allow' || principals === undefined || principals.negated) return faults
  return [...faults, ...mismatched(principals, literalsOf(actions)), ...sessions(principals)]
}

/** What is allowed besides, often in a statement of its own (IAM User Guide, "Pass session tags in AWS STS"). */
const besides = ['sts:SetContext', 'sts:SetSourceIdentity', 'sts:TagSession']

/** Identity providers come in by their own actions, and everybody else by `sts:AssumeRole` (STS API Reference). */
function mismatched({ items }: Listed<NamedPrincipal>, names: readonly string[] = []): readonly Fault[] {
  if (names.every(name => besides.some(one => isCovered(one, [name])))) return []
  const told = new Set<string>()
  return items.flatMap(({ principal, at }) => {
    const wanted = actionFor(principal)
    if (wanted === undefined || told.has(wanted) || isCovered(wanted, names)) return []
    told.add(wanted)
    const says = `names ${quoted(principalId(principal))}, which can assume a role by \`${wanted}\` alone`
    return [{ code: 'trust-action' as const, says, at }]
  })
}

function actionFor(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'federated': {
      const provider = literal(principal.provider)
      if (provider === undefined) return undefined
      return `sts:AssumeRoleWith${provider.includes(':saml-provider/') ? 'SAML' : 'WebIdentity'}`
    }
    case 'service':
    case 'account':
    case 'role':
    case 'user':
    case 'session':
      return 'sts:AssumeRole'
    default:
      return undefined
  }
}

/** A session beside the role that it is of adds nothing. */
function sessions({ items }: Listed<NamedPrincipal>): readonly Fault[] {
  const roles = new Set(
    items.flatMap(({ principal }) => {
      const arn = principal.kind === 'role' ? literal(principal.arn) : undefined
      return arn === undefined ? [] : [`${arn.split(':')[4] ?? ''}/${arn.slice(arn.lastIndexOf('/') + 1)}`]
    }),
  )
  return items.flatMap(({ principal, at }) => {
    if (principal.kind !== 'session') return []
    const [arn = '', account = '', role = ''] =
      /^[^:]*:[^:]*:[^:]*:[^:]*:(\d+):assumed-role\/([^/]+)\/.*$/.exec(literal(principal.arn) ?? '') ?? []
    if (!roles.has(`${account}/${role}`)) return []
    return [
      { code: 'trust-session-beside-role', says: `names ${quoted(arn)} beside the role of that session`, at },
    ]
  })
}
