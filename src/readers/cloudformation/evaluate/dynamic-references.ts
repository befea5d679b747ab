import type { SourceLocation } from '../../../model/source-location.ts'
import { text, type Text } from '../../../model/text.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { hole } from './node-parts.ts'

const reference = /\{\{resolve:[^{}]+\}\}/g

/**
 * A text with its dynamic references as holes: CloudFormation puts a parameter of Systems Manager or a secret there when
 * it deploys (CloudFormation User Guide, "Using dynamic references to specify template values").
 */
export function dynamicReferences(written: string, at: SourceLocation): Text {
  if (!written.includes('{{resolve:')) return text(written)
  const parts: (string | Unknown)[] = []
  let from = 0
  for (const { 0: found, index } of written.matchAll(reference)) {
    parts.push(written.slice(from, index), hole(at, found, 'dynamic-reference'))
    from = index + found.length
  }
  return text(parts, written.slice(from))
}
