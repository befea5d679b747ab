import { isUnknown, type Unknown } from '../../model/unknown.ts'
import type { Text } from '../../model/text.ts'
import type { ExampleValue } from '../../rules/example.ts'
import { isList, isText } from '../../rules/example-value.ts'

/** Terraform: `var.x`, `aws_iam_role.app.arn`, `module.m["a"].out`. */
const terraform = /^(?:var|local|module|data|each|[a-z0-9]+_[a-z0-9_]+)\.[\w.[\]"-]+$/
/** CloudFormation: `Partner`, `AWS::AccountId`, `Role.Arn`. */
const cloudformation = /^(?:AWS::[A-Za-z]+|[A-Za-z0-9]+(?:\.[A-Za-z0-9.]+)?)$/

/** Whether all holes of a value have names that can be written where it goes. */
export function areReferences(value: ExampleValue, language: 'terraform' | 'cloudformation'): boolean {
  const form = language === 'terraform' ? terraform : cloudformation
  return holesIn(value).every(({ name }) => form.test(name))
}

function holesIn(value: ExampleValue): readonly Unknown[] {
  if (value === null || typeof value !== 'object') return []
  if (isUnknown(value)) return [value]
  if (isText(value)) return value.text.filter(isUnknown)
  return (isList(value) ? value : Object.values(value)).flatMap(holesIn)
}

/** The text of a string, with each hole as `write` has it. */
export function filled(
  text: Text,
  literal: (part: string) => string,
  write: (hole: Unknown) => string,
): string {
  return text.map(part => (isUnknown(part) ? write(part) : literal(part))).join('')
}
