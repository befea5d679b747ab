import { text, type Text } from '../model/text.ts'
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
  return parts.map(part => text(...part))
}
