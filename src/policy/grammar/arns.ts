import type { Condition, Pattern, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { faultOfArn } from './arn-faults.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'

/** Resources, and values of conditions on ARNs, that are no ARNs as AWS has them. */
export function arns(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, ({ resources, conditions }: Statement) => [
    ...(resources?.items ?? []).flatMap(inResource),
    ...conditions.flatMap(inCondition),
  ])
}

function inResource({ text, at }: Pattern): readonly Fault[] {
  const fault = faultOfArn(text)
  return fault === undefined
    ? none
    : [{ code: fault.code, says: `has the resource ${quoted(text)}, which ${fault.says}`, at }]
}

const none: readonly Fault[] = []

function inCondition({ operator, key, values, at }: Condition): readonly Fault[] {
  if (!operator.startsWith('Arn')) return none
  return values.flatMap(value => {
    const says = `compares ${quoted(key)} with ${quoted(value)}, which`
    if (literal(value) === '*') {
      const why = 'is a pattern of fewer than six parts, and AWS compares ARNs part by part'
      return [{ code: 'short-arn-pattern', says: `${says} ${why}`, at }]
    }
    const fault = faultOfArn(value)
    if (fault === undefined) return none
    const code = fault.code === 'no-arn' ? 'malformed-arn' : fault.code
    return [{ code, says: `${says} ${fault.says}`, at }]
  })
}
