import type { Value } from './value.ts'

/**
 * The `json` of a policy document as a string. The provider puts its members in another order than `jsonencode` and
 * breaks lines, so the value inside is all that may be used of it.
 */
export function policyText(document: Value): Value {
  return document.kind === 'hole' ? document : { kind: 'json', value: document, layout: 'other' }
}
