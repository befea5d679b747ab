import { isUnknown } from '../model/unknown.ts'
import type { Example, ExampleAttributes, ExampleRole, ExampleText, ExampleValue } from './example.ts'

/** Whether a value of an example is a list. */
export function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value)
}

/** Whether it is a string with holes. */
export function isText(value: ExampleValue): value is ExampleText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'text' &&
    'text' in value &&
    Array.isArray(value.text)
  )
}

/** Whether it is names with values. */
export function isAttributes(value: ExampleValue): value is ExampleAttributes {
  return typeof value === 'object' && value !== null && !isUnknown(value) && !isText(value) && !isList(value)
}

/** The roles of an example. */
export function rolesOf({ role = [] }: Pick<Example, 'role'>): readonly ExampleRole[] {
  return 'length' in role ? role : [role]
}
