import type { Holder } from '../../model/planned-changes.ts'
import { literal, text } from '../../model/text.ts'
import { parseArn } from '../../policy/arn.ts'

/** Which role, user or group an ARN names. */
export function holderOf(arn: string): Holder | undefined {
  const match = /^arn:[^:]+:iam::(\d{12}):(role|user|group)\/(?:[^:]*\/)?([^/:]+)$/.exec(arn)
  const [, account, kind, name] = match ?? []
  if (account === undefined || name === undefined) return undefined
  return kind === 'role' || kind === 'user' || kind === 'group' ? { kind, account, name } : undefined
}

/** `AWSReservedSSO_Admin` of `arn:…:role/aws-reserved/AWSReservedSSO_Admin`: for people. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** The ARN of a KMS key. */
export interface KeyArn {
  readonly arn: string
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly id: string
}

/** Takes the ARN of a key apart; nothing for any other. */
export function keyArnOf(arn: string): KeyArn | undefined {
  const parts = kmsArnOf(arn)
  if (parts === undefined || !/^key\/[^/]+$/.test(parts.resource)) return undefined
  const { resource, ...place } = parts
  return { ...place, arn, id: resource.slice('key/'.length) }
}

/** Where a resource of KMS stands. */
export interface KmsArn {
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** Takes the ARN of a key or alias apart. */
export function kmsArnOf(arn: string): KmsArn | undefined {
  const parts = parseArn(text(arn))
  if (parts === undefined || literal(parts.service) !== 'kms') return undefined
  const [partition, region, account, resource] = [
    parts.partition,
    parts.region,
    parts.account,
    parts.resource,
  ].map(literal)
  if (partition === undefined || region === undefined || account === undefined || resource === undefined)
    return undefined
  return /^\d{12}$/.test(account) ? { partition, region, account, resource } : undefined
}
