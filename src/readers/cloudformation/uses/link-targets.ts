import type { Node } from '../../../model/node.ts'
import { text, type Text } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import type { Declared } from '../declared.ts'
import { textNode, textOf } from '../evaluate/node-parts.ts'
import type { StackReading } from '../reading.ts'

/** The resource of a type that a value names: by its name, its ARN, or what only AWS knows of it (a queue's URL). */
export function targetNamed(reading: StackReading, node: Node, type: string): Declared | undefined {
  const written = textOf(node)
  if (written === undefined) return undefined
  const meant = type === 'AWS::S3::Bucket' ? bucketIn(written) : written
  const [only] = meant
  const told = reading.named(textNode(node.at, meant), type)
  if (told !== undefined || meant.length !== 1 || !isUnknown(only)) return told
  const { file, address } = only.at
  const resource = file === reading.stack.template.file ? reading.byId.get(address) : undefined
  return resource?.type === type ? resource : undefined
}

/** A bucket is also known by its ARN with a prefix behind it, and by its domain. */
function bucketIn(written: Text): Text {
  const [start] = written
  const isArn = typeof start === 'string' && start.startsWith('arn:')
  const end = isArn ? /\// : /\.s3[.-]/
  const kept: Text[number][] = []
  for (const [index, part] of written.entries()) {
    const found = isUnknown(part) ? -1 : part.search(end)
    if (isUnknown(part) || found < 0 || (index === 0 && found === 0)) kept.push(part)
    else return text(...kept, part.slice(0, found))
  }
  return written
}
