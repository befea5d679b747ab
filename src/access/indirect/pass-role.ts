import type { Assumption, Step } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { literal, text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { once } from '../../model/once.ts'
import type { Facts } from '../facts.ts'
import { principalOf } from '../shared-accesses.ts'
import { aimAt } from './aims.ts'
import { calledIdentity, type Approach, type Link } from './approach.ts'
import { changedUses, identityActions, startedUses, type ComputeUse } from './identity-actions.ts'
import { told } from './permits.ts'
import type { Powers } from './powers.ts'
import { joinedTerms, noTerms, openness, settledTerms, type Terms } from './terms.ts'

const passRole = identityActions('iam:PassRole')

/** Who can hand a role to a service that it trusts, and have the service run code under it (IAM User Guide, "PassRole"). */
export function passers(
  role: Identity,
  assumptions: readonly Assumption[],
  powers: Powers,
): readonly Approach[] {
  const uses = usesOf(assumptions, startedUses)
  if (uses.length === 0) return []
  return powers.over(role, passRole).map(identity => ({
    via: 'pass-role',
    principal: principalOf(identity),
    address: identity.address,
    links: once(() => easiest(uses.flatMap(use => passLink(role, identity, use, powers)))),
  }))
}

/** Who can change what perhaps runs as a role already: whether anything does, the input does not tell. */
export function runners(
  role: Identity,
  assumptions: readonly Assumption[],
  powers: Powers,
): readonly Approach[] {
  const uses = usesOf(assumptions, changedUses)
  if (uses.length === 0) return []
  const actions = identityActions(...uses.flatMap(({ use }) => use.needs))
  return powers.within(role.account, actions).map(identity => ({
    via: 'run-code',
    principal: principalOf(identity),
    address: identity.address,
    links: once(() => easiest(uses.flatMap(use => runLink(role, identity, use, powers)))),
  }))
}

/** A use of a service that the role trusts, and on which terms. */
interface TrustedUse {
  readonly use: ComputeUse
  readonly service: string
  readonly trust: Assumption
}

function usesOf(assumptions: readonly Assumption[], uses: readonly ComputeUse[]): readonly TrustedUse[] {
  return assumptions.flatMap(trust => {
    if (trust.principal.kind !== 'service') return []
    const service = literal(trust.principal.name) ?? ''
    const [label = ''] = service.split('.')
    return uses.filter(use => use.service === label).map(use => ({ use, service, trust }))
  })
}

function passLink(role: Identity, identity: Identity, trusted: TrustedUse, powers: Powers): readonly Link[] {
  const { use, service } = trusted
  const facts: Facts = key => (key === 'iam:passedtoservice' ? { values: [text(service)] } : undefined)
  const passing = powers.permits(identity, passRole, aimAt(role)).flatMap(permit => {
    const terms = settledTerms(permit, facts)
    return terms === undefined ? [] : [{ ...permit, ...terms }]
  })
  const [pass] = passing.toSorted((one, other) => openness(one) - openness(other))
  const able = pass === undefined ? undefined : doing(identity, role, use, powers)
  const terms = trustTerms(trusted, role)
  if (pass === undefined || able === undefined || terms === undefined) return []
  const says = `${calledIdentity(identity)} can pass ${role.address} to ${service} (${told(pass)})`
  const step: Step = { kind: 'pass-role', says, at: pass.steps[0]?.at ?? identity.at }
  const hangsOn = use.startedBy === undefined ? [] : [untold(use.startedBy, role.at)]
  return [
    {
      ...joinedTerms(joinedTerms(pass, able.terms), { ...terms, hangsOn: [...terms.hangsOn, ...hangsOn] }),
      steps: [step, ...able.steps, trustStep(trusted)],
    },
  ]
}

function runLink(role: Identity, identity: Identity, trusted: TrustedUse, powers: Powers): readonly Link[] {
  const able = doing(identity, role, trusted.use, powers)
  const terms = trustTerms(trusted, role)
  const [first, ...more] = able?.steps ?? []
  if (able === undefined || first === undefined || terms === undefined) return []
  const name = `whether something that ${trusted.service} runs is at work as ${role.address}`
  const hangsOn = [untold(name, role.at)]
  return [
    {
      ...joinedTerms(joinedTerms(able.terms, terms), { ...noTerms, hangsOn }),
      steps: [{ ...first, kind: 'run-code' }, ...more, trustStep(trusted)],
    },
  ]
}

function untold(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}

/** All that a use needs, of anything in the account. */
function doing(
  identity: Identity,
  role: Identity,
  { needs, does }: ComputeUse,
  powers: Powers,
): { readonly terms: Terms; readonly steps: readonly Step[] } | undefined {
  const permits = needs.map(
    name => powers.permits(identity, identityActions(name), powers.anythingIn(role.account, name))[0],
  )
  const found = permits.filter(permit => permit !== undefined)
  if (found.length < needs.length) return undefined
  const terms = found.reduce<Terms>(joinedTerms, noTerms)
  const by = [...new Set(found.map(told))].join('; ')
  const says = `${calledIdentity(identity)} can ${does} (${needs.join(' and ')}: ${by})`
  const at = found[0]?.steps[0]?.at ?? identity.at
  return { terms, steps: [{ kind: 'pass-role', says, at }] }
}

/** The service calls for what stands in the role's own account. */
function trustTerms({ trust }: TrustedUse, { account }: Identity): Terms | undefined {
  const { conditions, unless, unknowns } = trust
  const facts: Facts = key => (key === 'aws:sourceaccount' ? { values: [text(account)] } : undefined)
  return settledTerms({ conditions, unless, hangsOn: unknowns }, facts)
}

function trustStep({ trust }: TrustedUse): Step {
  return trust.path[0]
}

/** One is enough: the others give nothing more. */
function easiest(links: readonly Link[]): readonly Link[] {
  return links.toSorted((one, other) => openness(one) - openness(other)).slice(0, 1)
}
