import { conditionOperators } from '../conditions.ts'
import { nearest } from './nearest.ts'

/** What was probably meant by a condition operator that does not exist: to follow the objection to it. */
export function suggestedOperator(written: string): string {
  const [, qualifier = '', name = '', suffix = ''] =
    /^(?:(\w+:))?(.*?)(IfExists)?$/i.exec(written.slice(0, 200)) ?? []
  const near = nearest(name, conditionOperators)
  if (near === undefined || !/^(?:For(?:Any|All)Values?:)?$/i.test(qualifier)) return ''
  return `: did you mean \`${fixed(qualifier)}${near}${suffix}\`?`
}

function fixed(qualifier: string): string {
  if (qualifier === '') return ''
  return /^ForAny/i.test(qualifier) ? 'ForAnyValue:' : 'ForAllValues:'
}
