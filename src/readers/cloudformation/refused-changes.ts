import { literal } from '../../model/text.ts'
import { property, type Declared } from './declared.ts'
import { textOf } from './evaluate/node-parts.ts'
import type { StackReading } from './reading.ts'

/** Properties that no update changes, with what they are where they are not written; the ARN of a primary has no default. */
const immutable: ReadonlyMap<string, readonly (readonly [property: string, fallback: string])[]> = new Map([
  [
    'AWS::KMS::Key',
    [
      ['KeySpec', 'SYMMETRIC_DEFAULT'],
      ['KeyUsage', 'ENCRYPT_DECRYPT'],
      ['Origin', 'AWS_KMS'],
      ['MultiRegion', 'false'],
    ],
  ],
  ['AWS::KMS::ReplicaKey', [['PrimaryKeyArn', '']]],
])

const mostNames = 5

/**
 * What of an update CloudFormation refuses, in a sentence: nothing of it happens then. Keys keep what they are, "regardless
 * of the value of the UpdateReplacePolicy attribute" (Template Reference, "AWS::KMS::Key"), and resources their type.
 */
export function refusedChanges(before: StackReading, after: StackReading): readonly string[] {
  const refused = after.declared.flatMap(now => {
    const was = before.byId.get(now.id)
    if (was === undefined) return []
    if (was.type !== now.type) return [`the type of ${now.id}`]
    return (immutable.get(now.type) ?? [])
      .filter(([name, fallback]) => differs(valueOf(was, name, fallback), valueOf(now, name, fallback)))
      .map(([name]) => `${name} of ${now.id}`)
  })
  if (refused.length === 0) return []
  const rest = refused.length > mostNames ? ` and ${refused.length - mostNames} more` : ''
  const names = `${refused.slice(0, mostNames).join(', ')}${rest}`
  return [`CloudFormation refuses to update it so: ${names} cannot change once it exists`]
}

function valueOf(resource: Declared, name: string, fallback: string): string | undefined {
  const node = property(resource, name)
  return node === undefined ? fallback : literal(textOf(node) ?? [])
}

/** What is not told may be the same. */
function differs(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase()
}
