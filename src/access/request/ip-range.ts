/**
 * Whether an address lies in a CIDR range; a range without a length is one address. Nothing when one of them is
 * none. Written out, since Node's own check comes with its network module, which nothing here shall load.
 */
export function isInRange(address: string, range: string): boolean | undefined {
  const [network = '', length] = range.split('/')
  const given = bitsOf(address)
  const wanted = bitsOf(network)
  if (given === undefined || wanted === undefined) return undefined
  const bits = length === undefined ? wanted.length : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  if (Number.isNaN(bits) || bits > wanted.length) return undefined
  return given.length === wanted.length && given.slice(0, bits) === wanted.slice(0, bits)
}

/** An address as 32 or 128 binary digits; nothing for what is no address. */
export function bitsOf(address: string): string | undefined {
  if (!address.includes(':')) return bitsOfIPv4(address)
  const halves = address.split('::')
  if (halves.length > 2) return undefined
  const before = groupsOf(halves[0] ?? '')
  if (before === undefined) return undefined
  if (halves.length === 1) return before.length === 128 ? before : undefined
  const after = groupsOf(halves[1] ?? '')
  if (after === undefined || before.length + after.length > 112) return undefined
  return before + '0'.repeat(128 - before.length - after.length) + after
}

function bitsOfIPv4(address: string): string | undefined {
  const parts = address.split('.')
  const fits = parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)
  return fits ? parts.map(part => binary(Number(part), 8)).join('') : undefined
}

/** The groups on one side of `::`; the last may be written as an IPv4 address. */
function groupsOf(side: string): string | undefined {
  if (side === '') return ''
  const groups = side.split(':').map((group, index, all) => {
    if (index === all.length - 1 && group.includes('.')) return bitsOfIPv4(group)
    return /^[\da-f]{1,4}$/i.test(group) ? binary(Number.parseInt(group, 16), 16) : undefined
  })
  return groups.includes(undefined) ? undefined : groups.join('')
}

function binary(value: number, digits: number): string {
  return value.toString(2).padStart(digits, '0')
}
