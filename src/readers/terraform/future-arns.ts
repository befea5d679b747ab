import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { word } from './json-value.ts'
import { toldApart } from '../shared/told-apart.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { attribute, hole, isHole, type Value } from './values.ts'

/** What has an ARN that a plan tells before it is applied, but for the name. */
export type IdentityKind = 'role' | 'user'

/** What IAM gives an ARN of account, path and name. */
export type IamKind = IdentityKind | 'group' | 'policy'

/** Which kind of principal a resource of this type is, if any. */
export function identityKindOf(type: string): IdentityKind | undefined {
  if (type === 'aws_iam_role') return 'role'
  return type === 'aws_iam_user' ? 'user' : undefined
}

/** The ARN of a role, user, group or policy: what is not told of its path and name is a hole. */
export function identityArn(reading: Reading, target: Instance, kind: IamKind): Text {
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
    known ?? nameHole(reading, target, name.at),
  )
}

/** The name of a role, user, group or policy that is not told: the same hole in its ARN and wherever it is named. */
export function nameHole(reading: Reading, { address }: Instance, at: SourceLocation): Unknown {
  return hole(at, toldApart(reading.besidesOthers, at.file, `${address}.name`))
}

/** The ARN of something of this provider's account of which no more is known. */
export function unnamedArn(
  reading: Reading,
  provider: string,
  kind: IamKind,
  at: SourceLocation,
  name: string,
): Text {
  const own = toldApart(reading.besidesOthers, at.file, name)
  return text(identityPrefix(reading, provider, kind), '/', hole(at, own))
}

/** The beginning of the ARNs of what IAM names in the account of this provider, without the path. */
export function identityPrefix(reading: Reading, provider: string, kind: IamKind): Text {
  const { account } = reading.accountOf(provider)
  return text(`arn:${reading.partitionOf(provider)}:iam::`, account, `:${kind}`)
}

/** The ARN that a key will have: all but its id. The hole stands at the key, wherever its ARN is named. */
export function keyArn(reading: Reading, { provider, values }: Instance, reference: string): Text {
  return text(
    `arn:${reading.partitionOf(provider)}:kms:`,
    knownRegion(values) ?? reading.regionOf(provider),
    ':',
    reading.accountOf(provider).account,
    ':key/',
    hole(attribute(values, 'arn').at, reference),
  )
}

/** The ARN that an alias will have: all but a name that is not told. */
export function aliasArn(reading: Reading, { provider, values }: Instance, reference: string): Text {
  const name = attribute(values, 'name')
  return text(
    `arn:${reading.partitionOf(provider)}:kms:`,
    knownRegion(values) ?? reading.regionOf(provider),
    ':',
    reading.accountOf(provider).account,
    ':',
    (isHole(name) ? undefined : word(name.json)) ?? text('alias/', hole(name.at, reference)),
  )
}

/** The id that a key will have: the hole that ends its ARN. */
export function keyIdOf({ values }: Instance, reference: string): Text {
  return [hole(attribute(values, 'arn').at, reference)]
}

/** From version 6 of the provider on, a resource can name a region of its own. */
function knownRegion(values: Value): string | undefined {
  const own = attribute(values, 'region')
  return isHole(own) ? undefined : word(own.json)
}

/** The ARN of a key that exists, named by its ARN or id; nothing for an alias, or while its place is not known. */
export function keyArnNamed(reading: Reading, provider: string, name: string): string | undefined {
  if (/^arn:[^:]+:kms:[^:]*:\d{12}:key\/[^/]+$/.test(name)) return name
  if (!/^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(name)) return undefined
  const { account } = reading.accountOf(provider)
  const region = reading.regionOf(provider)
  if (isUnknown(account) || isUnknown(region)) return undefined
  return `arn:${reading.partitionOf(provider)}:kms:${region}:${account}:key/${name}`
}
