import { property, word } from '../../json-value.ts'
import { isKeyType } from '../../key-types.ts'
import type { Instance } from '../../resources.ts'
import type { Hole, StringPart, Value } from '../value.ts'

/**
 * The resources whose ARNs hold printable ASCII characters only: their names and paths do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const plainlyNamed = /^aws_(?:iam_\w+|s3_bucket|sns_topic|sqs_queue|lambda_function)$/

/** AWS makes the names of keys: nobody can put a comma into one. */
const keyNames: ReadonlySet<string> = new Set(['arn', 'key_id', 'id'])

/** What JSON writes as an escape, and so never holds. */
const neverInJson = /[^\x20-\u{10ffff}]|[<>&\u2028\u2029]/u

/**
 * Whether what fills a hole can hold a text: an account id is digits, an ARN has no line break, JSON escapes `<`.
 */
export function canHold(part: StringPart, text: string): boolean {
  if (part.kind === 'json')
    return (
      !neverInJson.test(text) && (text.includes('"') || !isPlain(part.value) || canHold(part.value, text))
    )
  if (part.kind !== 'hole' || part.of === undefined) return true
  const { attribute, instance } = part.of
  if (!instance.type.startsWith('aws_')) return true
  if (isKeyType(instance.type) && keyNames.has(attribute)) return /^[a-zA-Z0-9:/-]*$/.test(text)
  if (attribute === 'account_id') return /^\d*$/.test(text)
  if (attribute === 'arn' && plainlyNamed.test(instance.type))
    return /^[!-~]*$/.test(text) && canHoldIn(instance, text)
  return true
}

/** Whether JSON of it is the hole between quotes, without an escape. */
function isPlain(value: Value): value is Hole {
  if (value.kind !== 'hole' || value.of === undefined || value.type !== 'text') return false
  const { attribute, instance } = value.of
  const end = attribute === 'arn' ? endOf(instance) : undefined
  if (end !== undefined) return !/[^!-~]|["<>&\\]/.test(end)
  return isKeyType(instance.type) && keyNames.has(attribute)
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['aws_iam_role', 'role'],
  ['aws_iam_user', 'user'],
  ['aws_iam_policy', 'policy'],
])

/** How the ARN of an identity of the plan ends, behind its account; nothing where its name is not known. */
function endOf({ type, values, mode }: Instance): string | undefined {
  const kind = kinds.get(type)
  const name = word(property(values.json, 'name'))
  const path = word(property(values.json, 'path'))
  const isKnown = mode === 'managed' && kind !== undefined && name !== undefined && path !== undefined
  return isKnown ? `:${kind}${path}${name}` : undefined
}

/** Where the end is known only partition and account are open: `arn:aws:iam::111122223333`. */
function canHoldIn(instance: Instance, text: string): boolean {
  const end = endOf(instance)
  if (end === undefined || end.includes(text)) return true
  const open = /^[a-z0-9:-]*/.exec(text)?.[0].length ?? 0
  return Array.from({ length: open }, (_, index) => text.slice(index + 1)).some(rest => end.startsWith(rest))
}

/** What a hole is certain to begin with. */
export function beginningOf(part: StringPart): string {
  if (part.kind !== 'hole' || part.of === undefined) return ''
  const { attribute, instance } = part.of
  return attribute === 'arn' && instance.type.startsWith('aws_') ? 'arn:' : ''
}
