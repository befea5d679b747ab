import { literal, text, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'

/** The six parts of an ARN; the last keeps its colons. */
export interface Arn {
  readonly partition: Text
  readonly service: Text
  readonly region: Text
  readonly account: Text
  readonly resource: Text
}

/**
 * Takes an ARN, or a pattern for ARNs, apart. Nothing when the text does not begin with `arn:` or has fewer
 * than six parts. A hole is taken to hold no colon, since one stands for an account, a name or a path.
 */
export function parseArn(value: Text): Arn | undefined {
  const written = literal(value)
  return written === undefined ? parseWithHoles(value) : parseLiteral(written)
}

/** Nearly all texts are literal, and each is compared with many others: this way takes no lists. */
function parseLiteral(written: string): Arn | undefined {
  if (!written.startsWith('arn:')) return undefined
  const service = written.indexOf(':', 'arn:'.length) + 1
  const region = service === 0 ? 0 : written.indexOf(':', service) + 1
  const account = region === 0 ? 0 : written.indexOf(':', region) + 1
  const resource = account === 0 ? 0 : written.indexOf(':', account) + 1
  if (resource === 0) return undefined
  return {
    partition: text(written.slice('arn:'.length, service - 1)),
    service: text(written.slice(service, region - 1)),
    region: text(written.slice(region, account - 1)),
    account: text(written.slice(account, resource - 1)),
    resource: text(written.slice(resource)),
  }
}

function parseWithHoles(value: Text): Arn | undefined {
  const parts = splitAtColons(value, 6)
  const [prefix, partition, service, region, account, resource] = parts
  if (partition === undefined || service === undefined || region === undefined) return undefined
  if (account === undefined || resource === undefined) return undefined
  if (prefix?.length !== 1 || prefix[0] !== 'arn') return undefined
  return { partition, service, region, account, resource }
}

function splitAtColons(value: Text, limit: number): readonly Text[] {
  const parts: (string | Unknown)[][] = [[]]
  for (const piece of value) {
    if (isUnknown(piece)) {
      parts.at(-1)?.push(piece)
      continue
    }
    const room = limit - parts.length
    const pieces = piece.split(':')
    const split = [...pieces.slice(0, room), pieces.slice(room).join(':')].slice(0, pieces.length)
    for (const [index, segment] of split.entries()) {
      if (index > 0) parts.push([])
      parts.at(-1)?.push(segment)
    }
  }
  return parts.map(part => text(part))
}
