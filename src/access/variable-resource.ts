import type { Condition, Pattern } from '../model/statement.ts'
import { text, type Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { isFilledByCall, variableOf } from '../policy/variables.ts'
import { hasWildcard } from '../policy/wildcard.ts'

/**
 * What a policy variable must be for a resource to be this ARN: `…:key/${aws:PrincipalTag/key}` asks for the key's id
 * as the tag. Values of variables never act as wildcards (IAM User Guide, "Variables and tags"), so that this is
 * exact. Nothing where the resource is no literal text around one variable without a default, and `never` where no
 * value makes it the ARN.
 */
export function conditionIn({ text: resource, at }: Pattern, arn: string): Condition | 'never' | undefined {
  const [hole, ...others] = resource.filter(isUnknown)
  if (hole === undefined || others.length > 0 || !isFilledByCall(hole) || hasWildcard(resource))
    return undefined
  const { name, fallback } = variableOf(hole)
  if (fallback !== undefined || !name.includes(':')) return undefined
  const [before, after] = around(resource)
  const middle = arn.slice(before.length, arn.length - after.length)
  const fits = arn.startsWith(before) && arn.endsWith(after) && before.length + after.length <= arn.length
  if (!fits || middle === '') return 'never'
  return { operator: 'StringEquals', ifExists: false, key: variableOf(hole).name, values: [text(middle)], at }
}

function around(resource: Text): readonly [string, string] {
  const place = resource.findIndex(isUnknown)
  return [joined(resource.slice(0, place)), joined(resource.slice(place + 1))]
}

function joined(parts: Text): string {
  return parts.map(part => (isUnknown(part) ? '' : part)).join('')
}
