import { parseConfiguration } from '../../../hcl/parse.ts'
import type { SourceFile } from '../../../hcl/source-file.ts'
import type { Body, Expression, TemplatePart } from '../../../hcl/syntax.ts'
import { openScopes } from '../configuration.ts'
import { attributeOf } from './access.ts'
import { policyDocument, policyDocumentArguments } from './policy-document.ts'
import type { Evaluate, Scope } from './scope.ts'
import {
  booleanValue,
  knownText,
  listValue,
  namedHole,
  nullValue,
  numberValue,
  objectValue,
  type StringPart,
  type Value,
} from './value.ts'

/** For tests only: evaluates literals and names; a name that the scope does not give is a hole. */
export const evaluateLiterals: Evaluate = (expression, scope) => ({
  ...evaluated(expression, scope),
  from: expression.at,
})

/** For tests only: a scope that gives these names. */
export function scopeWith(names: Readonly<Record<string, Value>> = {}): Scope {
  return { module: openScopes(undefined).root, names: new Map(Object.entries(names)) }
}

/** For tests only: the body of a configuration. */
export function bodyOf(text: string): Body {
  return parseConfiguration(fileOf(text))
}

/** For tests only: the document that these arguments and blocks make. */
export function documentFrom(text: string, names: Readonly<Record<string, Value>> = {}): Value {
  return policyDocument(policyDocumentArguments(bodyOf(text), evaluateLiterals, scopeWith(names)))
}

/** For tests only: a source file. */
export function fileOf(text: string): SourceFile {
  return { path: 'main.tf', text }
}

/** For tests only: the text that a value says it is written as. */
export function writtenAs({ from }: Pick<Value, 'from'>): string | undefined {
  return from === undefined ? undefined : from.file.text.slice(from.start, from.end)
}

function evaluated(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      if (typeof expression.value === 'number') return numberValue(expression.value)
      return expression.value === null ? nullValue : booleanValue(expression.value)
    case 'template':
      return templateOf(expression.parts, scope)
    case 'tuple':
      return listValue(
        'tuple',
        expression.items.map(item => evaluateLiterals(item, scope)),
      )
    case 'object':
      return objectValue(
        new Map(
          expression.members.map(({ key, value }) => [
            knownText(evaluateLiterals(key, scope)) ?? '',
            evaluateLiterals(value, scope),
          ]),
        ),
      )
    case 'root':
      return scope.names.get(expression.name) ?? namedHole(expression.name, 'known-after-apply')
    case 'attribute':
      return attributeOf(evaluateLiterals(expression.source, scope), expression.name)
    default:
      throw new Error(`the tests have no ${expression.kind}`)
  }
}

function templateOf(parts: readonly TemplatePart[], scope: Scope): Value {
  const [only, ...others] = parts
  if (only?.kind === 'interpolation' && others.length === 0) return evaluateLiterals(only.value, scope)
  return { kind: 'string', parts: parts.flatMap(part => stringParts(part, scope)) }
}

function stringParts(part: TemplatePart, scope: Scope): readonly StringPart[] {
  if (part.kind === 'text') {
    const exact = part.isExact ? { isExact: true as const } : {}
    return part.text === '' ? [] : [{ kind: 'text', text: part.text, from: part.at, ...exact }]
  }
  if (part.kind !== 'interpolation') throw new Error('the tests have no directives')
  const value = evaluateLiterals(part.value, scope)
  if (value.kind === 'hole' || value.kind === 'json') return [value]
  return value.kind === 'string' ? value.parts : []
}
