/** Private, shared, loopback and link-local IPv4 networks (RFC 6890), as first address and prefix length. */
const privateNetworks: readonly (readonly [number, number])[] = [
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0a80000, 16],
]

/** Wider than any network that one party owns; two halves of the Internet are still the Internet. */
const widestIPv4 = 8
const widestIPv6 = 16

/**
 * Whether an address or CIDR range names somebody's part of the Internet: not all of it, and not private
 * addresses, which everybody has.
 */
export function isPublicRange(range: string): boolean {
  const [address = '', prefix] = range.split('/')
  const bits = prefix === undefined ? Number.POSITIVE_INFINITY : Number(prefix)
  if (Number.isNaN(bits)) return false
  if (address.includes(':')) return bits >= widestIPv6 && !/^f[cde]|^::1?$/i.test(address)
  const number = numberOf(address)
  if (number === undefined || bits < widestIPv4) return false
  return !privateNetworks.some(([first, length]) => (number ^ first) >>> (32 - length) === 0)
}

function numberOf(address: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) return undefined
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}
