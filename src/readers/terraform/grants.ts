import type { Grant, GrantConstraint, GrantedKey } from '../../model/grant.ts'
import type { Principal } from '../../model/principal.ts'
import { literal, text, type Text } from '../../model/text.ts'
import { awsPrincipal, servicePrincipal } from '../../policy/principals.ts'
import { argument } from './configuration.ts'
import { keyArnNamed } from './future-arns.ts'
import { marksAnything, names, word } from './json-value.ts'
import { keysMeant, type KeyNames } from './key-references.ts'
import type { Reading } from './reading.ts'
import { leavesOf } from './references.ts'
import { doubtAbout, isReplaced } from './replaced-principals.ts'
import type { Instance } from './resources.ts'
import { slotFiller } from './slots.ts'
import { attribute, elements, hole, isEmpty, isHole, isUnset, malformed, type Value } from './values.ts'

/**
 * The KMS grants of a plan. The provider has no grantee service principals and no `SourceArn` constraint (AWS provider,
 * `aws_kms_grant`).
 */
export function readGrants(reading: Reading, keys: KeyNames): readonly Grant[] {
  return reading.resources.managed
    .filter(({ type }) => type === 'aws_kms_grant')
    .map(grant => readGrant(reading, keys, grant))
}

function readGrant(reading: Reading, keys: KeyNames, grant: Instance): Grant {
  const { address, at, values, provider } = grant
  const name = attribute(values, 'name')
  const retiring = attribute(values, 'retiring_principal')
  const grantee = principalOf(reading, grant, 'grantee_principal')
  // It is bound to the unique id of whom it names, as a policy is; one that is made anew names the new one.
  const isDoubtful = !grant.created && isReplaced(grantee, reading.replaced)
  return {
    address,
    at,
    ...(isUnset(name) ? {} : { name: textOf(name) }),
    key: grantedKey(reading, keys, grant),
    grantee,
    ...(isDoubtful ? { hangsOn: [doubtAbout(grantee, at)] } : {}),
    operations: textsOf(attribute(values, 'operations')),
    constraints: constraintsOf(attribute(values, 'constraints')),
    ...(isUnset(retiring) || retiring.json === ''
      ? {}
      : { retiringPrincipal: principalOf(reading, grant, 'retiring_principal') }),
    createdBy: reading.accountOf(provider).account,
    ...(marksAnything(grant.sensitive) ? { sensitive: true } : {}),
  }
}

/** The name is the ARN, wherever that can be told. */
function grantedKey(reading: Reading, keys: KeyNames, grant: Instance): GrantedKey {
  const value = attribute(grant.values, 'key_id')
  const written = isHole(value) ? undefined : word(value.json)
  const name = written === undefined ? undefined : (keyArnNamed(reading, grant.provider, written) ?? written)
  const addresses = keysMeant(reading.resources, keys, grant, 'key_id').map(({ address }) => address)
  return { addresses, ...(name === undefined ? {} : { name }) }
}

/** A role or user of the plan is that one, whether or not its ARN is known. */
function principalOf(reading: Reading, grant: Instance, name: string): Principal {
  const value = attribute(grant.values, name)
  if (!isHole(value)) return granteeNamed(textOf(value))
  const leaves = leavesOf(reading.resources, grant, argument(grant.block, name))
  const fill = slotFiller(reading, { leaves, use: 'principal', holes: 1, known: [] }, new Map())
  const node = fill(value.at)
  return awsPrincipal(
    node.type === 'text' ? node.text : [node.type === 'unknown' ? node.unknown : hole(value.at)],
  )
}

/** The provider takes the name of a service, too (`aws_kms_grant`, `grantee_principal`). */
function granteeNamed(written: Text): Principal {
  const isService = /^[a-z\d.-]+\.amazonaws\.com(?:\.cn)?$/.test(literal(written) ?? '')
  return isService ? servicePrincipal(written) : awsPrincipal(written)
}

/** The text of a value, or a hole in its place. */
function textOf(value: Value): Text {
  if (isHole(value)) return [hole(value.at)]
  const written = word(value.json)
  return written === undefined ? [malformed(value.at)] : text(written)
}

/** A list that is unknown as a whole is one hole. */
function textsOf(value: Value): readonly Text[] {
  if (isEmpty(value)) return []
  return isHole(value) || !Array.isArray(value.json) ? [textOf(value)] : elements(value).map(textOf)
}

const kinds = [
  ['encryption_context_equals', 'equals'],
  ['encryption_context_subset', 'subset'],
] as const

function constraintsOf(value: Value): readonly GrantConstraint[] {
  if (isEmpty(value)) return []
  if (isHole(value)) return [unknownConstraint(value)]
  return elements(value).flatMap(block => {
    if (isHole(block)) return [unknownConstraint(block)]
    return kinds.flatMap(([name, kind]) => constraintOf(attribute(block, name), kind))
  })
}

/** A map without pairs asks for nothing: the provider sends none. */
function constraintOf(value: Value, kind: 'equals' | 'subset'): readonly GrantConstraint[] {
  if (isHole(value)) return [unknownConstraint(value)]
  const pairs = new Map(pairNames(value).map(name => [name, textOf(attribute(value, name))]))
  return pairs.size === 0 ? [] : [{ kind, pairs, at: value.at }]
}

/** Unknown values stand only in the overlay. */
function pairNames({ json, unknown }: Value): readonly string[] {
  return [...new Set([...names(json), ...names(unknown)])]
}

function unknownConstraint({ at }: Value): GrantConstraint {
  return { kind: 'unknown', unknown: hole(at, `a constraint of ${at.address}`) }
}
