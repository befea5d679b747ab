import type { Answer } from '../model/answer.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { holesOf, literal, type Text } from '../model/text.ts'
import { anyOf, tri, type Tri } from '../model/tri.ts'
import { isUnknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { mayMatchWildcard } from '../policy/wildcard.ts'
import { answer, hangsOn } from './answers.ts'

/** Whether a test holds for one of the resources of a statement. */
export function amongResources(resources: Listed<Pattern>, test: (resource: Text) => Tri): Answer {
  const is = anyOf(resources.items.map(({ text }) => test(text)))
  if (is !== 'unknown') return answer(is === 'yes')
  const open = resources.items.filter(({ text }) => test(text) === 'unknown')
  return hangsOn(open.flatMap(({ text }) => holesOf(text)))
}

/** `1234abcd-12ab-34cd-56ef-1234567890ab`, `mrk-1234abcd12ab34cd56ef1234567890ab`. */
const keyId = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32})$/i

/** Whether a resource is an alias, or a key without its ARN. */
export function standsForNoKey(resource: Text): Tri {
  const [start] = resource
  if (start === undefined) return 'no'
  if (isUnknown(start)) return resource.length === 1 && isKeyArn(start) ? 'no' : 'unknown'
  if (/^(?:alias|key)\//.test(start)) return 'yes'
  const arn = parseArn(resource)
  if (arn !== undefined) return mayMatchWildcard(arn.service, 'kms') === 'no' ? 'no' : isAlias(arn.resource)
  const written = literal(resource)
  return tri(written !== undefined && keyId.test(written))
}

/** What a resource of another plan names by its ARN is a key, unless it says otherwise. */
function isKeyArn({ shape, name }: { readonly shape: string; readonly name: string }): boolean {
  return shape === 'arn' && !/alias/i.test(name)
}

/** The last part of an ARN of KMS: `alias/app`, `alias/*`. */
function isAlias(resource: Text): Tri {
  const [start] = resource
  if (start === undefined) return 'no'
  if (isUnknown(start)) return 'unknown'
  return tri(/^alias(?:\/|\*)/.test(start))
}

/** Whether a resource is a key, or a pattern that keys match. */
export function standsForKeys(resource: Text): Tri {
  const [start] = resource
  if (start === undefined) return 'no'
  if (isUnknown(start)) return resource.length === 1 && isKeyArn(start) ? 'yes' : 'unknown'
  const arn = parseArn(resource)
  if (arn === undefined) return tri(/^(?:\*|arn:)/.test(start) && /[*?]/.test(start))
  if (mayMatchWildcard(arn.service, 'kms') === 'no') return 'no'
  const [kind] = arn.resource
  if (isUnknown(kind)) return 'unknown'
  return tri(kind !== undefined && /^(?:key\/|[*?]|k.*[*?])/.test(kind))
}
