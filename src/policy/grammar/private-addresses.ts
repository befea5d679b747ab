import type { Condition, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { addressBlock, isWithin } from './addresses.ts'
import { inEachStatement, isNegated, type Fault, type Judged } from './in-statements.ts'

/** RFC 1918, RFC 6598, RFC 3927, RFC 5735 and RFC 4193: no caller comes from them over the internet. */
const reserved = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].flatMap(block => addressBlock(block) ?? [])

/** Callers that do not come from the address of their principal: services that call KMS for somebody. */
const forServices =
  /^aws:(?:viaawsservice|principalisawsservice|calledvia\w*|sourcevpce?|sourcevpcarn|vpcsourceip)$|^kms:viaservice$/i

/** Private ranges under `aws:SourceIp`, which has public addresses alone, and what it keeps from services. */
export function privateAddresses(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, statement => {
    const conditions = statement.conditions.filter(isOnAddress)
    const besides = judged.kind === 'key-policy' ? onKey(statement) : undefined
    return conditions.flatMap(condition => {
      const fault = privateRange(condition) ?? besides
      return fault === undefined ? [] : [{ ...fault, at: condition.at }]
    })
  })
}

function isOnAddress({ key, operator }: Condition): boolean {
  return /^aws:sourceip$/i.test(key) && operator.endsWith('IpAddress')
}

function privateRange({ values, operator }: Condition): Omit<Fault, 'at'> | undefined {
  const ranges = values.filter(value => isPrivate(literal(value)))
  if (ranges.length === 0) return undefined
  const shown = ranges
    .slice(0, 3)
    .map(value => `\`${literal(value)}\``)
    .join(', ')
  if (ranges.length < values.length) {
    return {
      code: 'private-address-too',
      says: `lists ${shown} under \`aws:SourceIp\`, which has public addresses alone`,
    }
  }
  const effect = isNegated(operator) ? 'always holds' : 'never holds'
  const says = `lists nothing but private addresses (${shown}) under \`aws:SourceIp\`, which has public ones alone: it ${effect}`
  return { code: 'private-address', says }
}

function isPrivate(written: string | undefined): boolean {
  const block = written === undefined ? undefined : addressBlock(written)
  return block !== undefined && reserved.some(one => isWithin(block, one))
}

/** KMS Developer Guide, "Using the IP address condition in policies with AWS KMS permissions". */
function onKey({ conditions }: Statement): Omit<Fault, 'at'> | undefined {
  if (conditions.some(({ key }) => forServices.test(key))) return undefined
  const says =
    'tests `aws:SourceIp`: calls that an AWS service makes for somebody come from its own addresses'
  return { code: 'source-address-on-key', says }
}
