import type { Key } from '../../model/key.ts'
import type { Condition, Statement } from '../../model/statement.ts'
import { holesOf, literal, showText, text, type Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { equalTexts, isPattern } from '../../access/operators.ts'
import { viaServices } from '../../policy/service-names.ts'
import { hasWildcard, matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import type { PolicyStatement, Word } from '../word.ts'

/** What is wrong with a value; where it hangs on something, it is perhaps right. */
interface Fault {
  readonly says: string
  /** What the input does not tell. */
  readonly untold: readonly Unknown[]
  /** What AWS does not tell. */
  readonly ofAws: readonly Unknown[]
}

/** A condition on `kms:ViaService` names no service that calls KMS in the key's Region. */
export const viaServiceNeverMatches: Word<PolicyStatement> = {
  says: 'a condition on `kms:ViaService` can never match',
  ask: subject => {
    const fault = faultyCondition(subject)
    if (fault === undefined) return answer(false)
    const holes = [...fault.untold, ...fault.ofAws]
    return holes.length > 0 ? hangsOn(holes, [fault.at]) : answer(true, [fault.at])
  },
}

/** The value or the Region of the key is not told. */
export const viaServiceIsNotTold: Word<PolicyStatement> = {
  says: 'the value of `kms:ViaService` or the Region of the key is not told',
  ask: subject => answer((faultyCondition(subject)?.untold ?? []).length > 0),
}

/** Whether something is, or may be, wrong with a condition on `kms:ViaService`. */
export function neverMatches(subject: PolicyStatement): boolean {
  return faultyCondition(subject) !== undefined
}

/** What is wrong with the value of `kms:ViaService`, to begin a sentence. */
export function viaServiceFault(subject: PolicyStatement): string {
  return faultyCondition(subject)?.says ?? 'the value'
}

function faultyCondition(subject: PolicyStatement): (Fault & Pick<Condition, 'at'>) | undefined {
  if (subject.in !== 'key-policy') return undefined
  const { statement, key } = subject
  for (const condition of statement.conditions) {
    if (condition.key.toLowerCase() !== 'kms:viaservice' || condition.operator === 'Null') continue
    const faults = condition.values.map(value => faultOf(value, condition, key))
    const wrong = faults.filter(fault => fault !== undefined)
    const [first] = wrong
    // One value that matches is enough: a policy for several Regions lists the services of each.
    if (first === undefined || wrong.length < faults.length) continue
    return {
      says: first.says,
      untold: wrong.flatMap(fault => fault.untold),
      ofAws: [...wrong.flatMap(fault => fault.ofAws), ...byServices(statement)],
      at: condition.at,
    }
  }
  return undefined
}

/** Whether the call of a service principal counts as one through a service is not documented. */
function byServices({ principals, at }: Statement): readonly Unknown[] {
  if (principals === undefined || principals.negated || principals.items.length === 0) return []
  const all = principals.items.every(({ principal }) => principal.kind === 'service')
  return all ? [doubt('what kms:ViaService is when a service itself calls', at)] : []
}

function doubt(name: string, at: Unknown['at']): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}

/** Services call as `s3.us-west-2.amazonaws.com`, with this suffix in all partitions (Developer Guide, "kms:ViaService"). */
function faultOf(value: Text, condition: Condition, { region }: Key): Fault | undefined {
  const written = literal(value)
  if (written === '') return certain('an empty value')
  const shown = showText(value)
  if (hasWildcard(value)) {
    if (!isPattern(condition))
      return certain(`${shown}, a wildcard that ${condition.operator} takes literally,`)
    return written === undefined ? undefined : faultOfPattern(written, condition, region)
  }
  const parts = partsOf(value)
  if (parts === undefined) {
    const untold = mayBeService(value) ? holesOf(value) : []
    return { says: `${shown}, which is not SERVICE.REGION.amazonaws.com,`, untold, ofAws: [] }
  }
  const inRegion = equalTexts(parts.region, text(region))
  if (inRegion !== 'yes') {
    const untold = inRegion === 'no' ? [] : [region, ...parts.region].filter(isUnknown)
    return { says: `${shown}, a service of another Region than the key,`, untold, ofAws: [] }
  }
  return viaServices().includes(parts.service) ? undefined : unlisted(parts.service, shown, condition)
}

function certain(says: string): Fault {
  return { says, untold: [], ofAws: [] }
}

/** With its holes filled, it may be the name of a service: no character and no end says that it is none. */
function mayBeService(value: Text): boolean {
  const last = value.at(-1)
  const suffix = '.amazonaws.com'
  return (
    value.every(part => isUnknown(part) || /^[a-z0-9.-]*$/.test(part)) &&
    (typeof last !== 'string' || last.endsWith(suffix) || suffix.endsWith(last))
  )
}

/** `ec2`, the Region with what of it is not known, and the suffix. */
function partsOf(value: Text): { readonly service: string; readonly region: Text } | undefined {
  const [start, ...rest] = value
  if (typeof start !== 'string') return undefined
  const dot = start.indexOf('.')
  const region = [start.slice(dot + 1), ...rest]
  const last = region.at(-1)
  if (dot <= 0 || typeof last !== 'string' || !last.endsWith('.amazonaws.com')) return undefined
  const name = text(...region.slice(0, -1), last.slice(0, -'.amazonaws.com'.length))
  const isName = name.length > 0 && name.every(part => isUnknown(part) || /^[a-z0-9-]*$/.test(part))
  return isName ? { service: start.slice(0, dot), region: name } : undefined
}

function unlisted(service: string, shown: string, { at }: Condition): Fault {
  return {
    says: `${shown}, which AWS does not list for kms:ViaService,`,
    untold: [],
    ofAws: [doubt(`whether ${service} calls KMS by kms:ViaService`, at)],
  }
}

function faultOfPattern(pattern: string, condition: Condition, region: string | Unknown): Fault | undefined {
  const places = isUnknown(region) ? ['us-east-1', 'eu-central-1', 'cn-north-1', 'us-gov-west-1'] : [region]
  const matches = (service: string) =>
    places.some(place => matchesWildcard(pattern, `${service}.${place}.amazonaws.com`))
  if (viaServices().some(matches)) return undefined
  // The list of services is never whole: some other may have such a name.
  const service = /^[a-z0-9*?-]+/.exec(pattern)?.[0]
  if (service !== undefined && matches(service.replaceAll(/[*?]/g, 'x')))
    return unlisted(service, pattern, condition)
  return {
    says: `${pattern}, which no service matches,`,
    untold: isUnknown(region) ? [region] : [],
    ofAws: [],
  }
}
