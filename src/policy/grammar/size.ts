import type { Condition, Listed, PolicyDocument, Problem, Statement } from '../../model/statement.ts'
import type { Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { hidersOf, type Judged, type Kind } from './in-statements.ts'
import { writtenAs } from './written-principal.ts'

/** How long a document may be. */
interface Quota {
  readonly most: number
  /** What AWS grants unasked, where that is less. */
  readonly unasked?: number
  readonly of: string
}

/**
 * KMS API Reference, PutKeyPolicy; IAM User Guide, "IAM and AWS STS quotas" (inline policies have quotas of their own);
 * Organizations User Guide, "Quotas"; PrivateLink Guide, "Quotas".
 */
const quotas: Readonly<Record<Kind, Quota>> = {
  'key-policy': { most: 32_768, of: 'a key policy' },
  'identity-policy': { most: 6144, of: 'a managed policy' },
  'trust-policy': { most: 4096, unasked: 2048, of: 'a trust policy' },
  scp: { most: 5120, of: 'a service control policy' },
  rcp: { most: 5120, of: 'a resource control policy' },
  'endpoint-policy': { most: 20_480, of: 'an endpoint policy' },
}

/** IAM User Guide, "IAM and AWS STS quotas": of all inline policies of one holder together. */
const inline: Readonly<Record<string, Quota>> = {
  role: { most: 10_240, of: 'the inline policies of a role' },
  user: { most: 2048, of: 'the inline policies of a user' },
  group: { most: 5120, of: 'the inline policies of a group' },
}

/**
 * A document that is too long for AWS, or nearly so: by the fewest characters that can write what is known of it, without
 * white space, as providers send it.
 */
export function size({ document, kind, inlineOf, together = [document] }: Judged): readonly Problem[] {
  const quota = (inlineOf === undefined ? undefined : inline[inlineOf]) ?? quotas[kind]
  const { most, unasked = most, of } = quota
  const least = together.reduce((sum, one) => sum + leastLength(one), 0)
  const { at } = document
  const says = `it has at least ${least} characters, and ${of} may have`
  if (least > most) return [{ code: 'too-large', says: `${says} ${most}`, at }]
  if (least > unasked) {
    return [{ code: 'nearly-too-large', says: `${says} ${unasked} unless AWS is asked for more`, at }]
  }
  return least > unasked * 0.9 ? [{ code: 'nearly-too-large', says: `${says} ${unasked}`, at }] : []
}

/** Of a statement that can turn out in several ways, what is certain of it counts. */
function leastLength({ statements }: PolicyDocument): number {
  let length = '{"Version":"","Statement":[]}'.length
  for (const statement of statements) if (hidersOf(statement).length === 0) length += lengthOf(statement) + 1
  return length
}

function lengthOf({ sid, principals, actions, resources, conditions }: Statement): number {
  return (
    '{"Effect":"Deny"}'.length +
    (sid === undefined || sid.includes('${') ? 0 : '"Sid":"",'.length + sid.length) +
    listLength('"Action":', actions, ({ text }) => textLength(text)) +
    listLength('"Resource":', resources, ({ text }) => textLength(text)) +
    listLength('"Principal":', principals, ({ principal }) => textLength(writtenAs(principal))) +
    conditions.map(conditionLength).reduce((sum, length) => sum + length, 0)
  )
}

function listLength<Item>(
  frame: string,
  list: Listed<Item> | undefined,
  lengthOfItem: (item: Item) => number,
): number {
  if (list === undefined) return 0
  return list.items.reduce((sum, item) => sum + lengthOfItem(item) + '"",'.length, frame.length)
}

function conditionLength({ key, values }: Condition): number {
  return values.reduce((sum, value) => sum + textLength(value) + '"",'.length, key.length + '"":'.length)
}

/** Of a hole nothing is counted: it may turn out empty. */
function textLength(text: Text): number {
  let length = 0
  for (const part of text) {
    if (!isUnknown(part)) length += part.length
    else if (part.reason === 'policy-variable') length += part.name.length + '${}'.length
  }
  return length
}
