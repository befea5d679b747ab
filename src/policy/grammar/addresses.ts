/** A block of IP addresses. */
export interface AddressBlock {
  readonly family: 4 | 6
  /** As a number of 32 or 128 bits. */
  readonly address: bigint
  readonly length: number
}

/** An address or a block in CIDR notation; nothing where it is neither. */
export function addressBlock(written: string): AddressBlock | undefined {
  // The longest has eight groups of four digits.
  const [, address = '', length] = /^([0-9a-fA-F.:]{2,39})(?:\/(\d{1,3}))?$/.exec(written) ?? []
  const family = address.includes(':') ? 6 : 4
  const bits = family === 6 ? 128 : 32
  const number = family === 6 ? sixteenBytes(address) : fourBytes(address)
  const size = length === undefined ? bits : Number(length)
  return number === undefined || size > bits ? undefined : { family, address: number, length: size }
}

/** Whether no bit is set behind the length of the block. */
export function isAligned({ family, address, length }: AddressBlock): boolean {
  const rest = BigInt((family === 6 ? 128 : 32) - length)
  return (address >> rest) << rest === address
}

/** Whether all of a block lies within another. */
export function isWithin(inner: AddressBlock, outer: AddressBlock): boolean {
  if (inner.family !== outer.family || inner.length < outer.length) return false
  const rest = BigInt((outer.family === 6 ? 128 : 32) - outer.length)
  return inner.address >> rest === outer.address >> rest
}

function fourBytes(written: string): bigint | undefined {
  const parts = written.split('.')
  if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined
  return parts.reduce((number, part) => (number << 8n) | BigInt(part), 0n)
}

function sixteenBytes(written: string): bigint | undefined {
  const halves = written.split('::')
  if (halves.length > 2) return undefined
  const [before = [], after = []] = halves.map(half => (half === '' ? [] : half.split(':')))
  const missing = 8 - before.length - after.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  if (!groups.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  return groups.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n)
}
