import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import { word } from './json-value.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { attribute, hole, isHole } from './values.ts'

/** What has an ARN that a plan tells before it is applied, but for the name. */
export type IdentityKind = 'role' | 'user'

/** Which kind of principal a resource of this type is, if any. */
export function identityKindOf(type: string): IdentityKind | undefined {
  if (type === 'aws_iam_role') return 'role'
  return type === 'aws_iam_user' ? 'user' : undefined
}

/** The ARN of a role or user: what is not told of its path and name is a hole. */
export function identityArn(reading: Reading, target: Instance, kind: IdentityKind): Text {
  const arn = attribute(target.values, 'arn')
  const exists = isHole(arn) ? undefined : word(arn.json)
  if (exists !== undefined) return text(exists)
  const path = attribute(target.values, 'path')
  const name = attribute(target.values, 'name')
  const folder = isHole(path) ? undefined : (word(path.json) ?? '/')
  const known = isHole(name) ? undefined : word(name.json)
  if (folder === undefined) return unnamedArn(reading, target.provider, kind, arn.at, `${target.address}.arn`)
  return text(
    identityPrefix(reading, target.provider, kind),
    folder,
    known ?? hole(name.at, `${target.address}.name`),
  )
}

/** The ARN of a role or user of this provider's account of which no more is known. */
export function unnamedArn(
  reading: Reading,
  provider: string,
  kind: IdentityKind,
  at: SourceLocation,
  name: string,
): Text {
  return text(identityPrefix(reading, provider, kind), '/', hole(at, name))
}

function identityPrefix(reading: Reading, provider: string, kind: IdentityKind): Text {
  const { account } = reading.accountOf(provider)
  return text(`arn:${reading.partitionOf(provider)}:iam::`, account, `:${kind}`)
}

/** The ARN that a key will have: all but its id. The hole stands at the key, wherever its ARN is named. */
export function keyArn(reading: Reading, { provider, values }: Instance, reference: string): Text {
  return text(
    `arn:${reading.partitionOf(provider)}:kms:`,
    reading.regionOf(provider),
    ':',
    reading.accountOf(provider).account,
    ':key/',
    hole(attribute(values, 'arn').at, reference),
  )
}
