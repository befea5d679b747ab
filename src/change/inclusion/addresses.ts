import { bitsOf } from '../../access/request/ip-range.ts'
import { literal } from '../../model/text.ts'
import type { Test } from './clauses.ts'
import type { Values } from './values.ts'

/**
 * Addresses: a host and the first of each range, and the one after its last, in both families. Whatever part of the
 * addresses a choice of ranges leaves begins at one of these or at the first of all, so none is left out.
 */
export function addressesFor(tests: readonly Test[]): Values {
  const ranges = tests.flatMap(({ value }) => rangeOf(literal(value) ?? ''))
  const hosts = ranges.map(({ bits, first }) => show(bits === 32 ? first + 1n : first, bits))
  const edges = ranges.flatMap(({ bits, first, last }) => [show(first, bits), show(last + 1n, bits)])
  const texts = ['203.0.113.10', '2001:db8::10', ...hosts, ...edges, '0.0.0.0', '::']
  return { texts: texts.filter(text => text !== ''), complete: true }
}

interface Range {
  readonly bits: number
  readonly first: bigint
  readonly last: bigint
}

/** No range at all for what the evaluator takes for none. */
function rangeOf(written: string): readonly Range[] {
  const [network = '', length] = written.split('/')
  const address = bitsOf(network)
  if (address === undefined) return []
  const bits = address.length
  const fixed = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  if (Number.isNaN(fixed) || fixed > bits) return []
  const rest = bits - fixed
  const first = (BigInt(`0b${address}`) >> BigInt(rest)) << BigInt(rest)
  return [{ bits, first, last: first + (1n << BigInt(rest)) - 1n }]
}

/** Nothing beyond the ends of the family. */
function show(address: bigint, bits: number): string {
  if (address < 0n || address >= 1n << BigInt(bits)) return ''
  if (bits === 32) return [24n, 16n, 8n, 0n].map(shift => (address >> shift) & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn)
  return groups
    .map(group => group.toString(16))
    .join(':')
    .replace(/(?:^|:)0(?::0)+(?:$|:)/, '::')
}
