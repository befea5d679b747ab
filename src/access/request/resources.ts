import { literal, type Text } from '../../model/text.ts'
import { parseArn } from '../../policy/arn.ts'
import type { AccessRequest } from './request.ts'

/** Whether a resource is a KMS key. An alias is none: only the caller's own policies speak of it. */
export function isKey(resource: Text): boolean {
  const arn = parseArn(resource)
  const [start] = arn?.resource ?? []
  return (
    arn !== undefined &&
    literal(arn.service) === 'kms' &&
    typeof start === 'string' &&
    start.startsWith('key/')
  )
}

/** Whether a resource is a role, whose policy is its trust policy. */
export function isRole(resource: Text): boolean {
  return /^arn:[^:]*:iam::[^:]*:role\//.test(literal(resource) ?? '')
}

/** The account that owns the resource: as told, or as the ARN says. */
export function ownerOf({
  resource,
  resourceAccount,
}: Pick<AccessRequest, 'resource' | 'resourceAccount'>): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount
  const account = parseArn(resource)?.account
  const id = account === undefined ? undefined : literal(account)
  return id !== undefined && /^\d{12}$/.test(id) ? id : undefined
}
