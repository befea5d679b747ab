import { literal, text, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { substituted, withPlainCharacters } from '../../access/request/variables.ts'
import { parseArn } from '../../policy/arn.ts'
import type { Test } from './clauses.ts'

/** A step of a pattern. Inside the first five parts of an ARN, wildcards take no colon. */
export type Token =
  | { readonly kind: 'character'; readonly character: string; readonly anyCase: boolean }
  | { readonly kind: 'one' | 'many'; readonly colons: boolean }

/** What a test of texts asks for, step by step; nothing for what no pattern can tell. A hole is a `*`. */
export function patternOf({ condition: { operator }, value }: Test): readonly Token[] | undefined {
  const filled = substituted(value, noContext) ?? value
  if (operator.startsWith('Arn')) return arnTokens(filled)
  if (operator === 'StringLike') return tokensOf(filled, { wild: true, colons: true })
  if (/^(?:String|Binary)/.test(operator)) {
    return tokensOf(withPlainCharacters(filled), { anyCase: operator.endsWith('IgnoreCase'), colons: true })
  }
  return undefined
}

/** ARNs, of which a search then finds one for each way that other texts turn out too. */
export const anyArn: readonly Token[] = arnTokens(['arn:?*:?*:*:*:?*']) ?? []

/** A text that matches the pattern and looks like one of a real request, with these in the place of its wildcards. */
export function filledIn({ condition: { operator }, value }: Test, filling: string): string | undefined {
  const written = literal(substituted(value, noContext) ?? value)
  if (written === undefined) return undefined
  if (/^Arn|Like$/.test(operator)) {
    const filled = /^arn:(?:[^:]*:){4}/.test(written)
      ? filledArn(written, filling)
      : replaced(written, filling)
    return literal(withPlainCharacters(text(filled)))
  }
  return literal(withPlainCharacters(text(written)))
}

const noContext: ReadonlyMap<string, readonly Text[]> = new Map()

interface Reading {
  readonly wild?: boolean
  readonly anyCase?: boolean
  readonly colons: boolean
}

function tokensOf(value: Text, reading: Reading): readonly Token[] {
  return value.flatMap(part =>
    isUnknown(part)
      ? [{ kind: 'many', colons: reading.colons } as const]
      : part.split('').map(character => tokenOf(character, reading)),
  )
}

function tokenOf(character: string, { wild = false, anyCase = false, colons }: Reading): Token {
  if (wild && character === '*') return { kind: 'many', colons }
  if (wild && character === '?') return { kind: 'one', colons }
  // Characters that stand for themselves, see `withoutWildcards`.
  const plain = wild ? (literal(withPlainCharacters([character])) ?? character) : character
  return { kind: 'character', character: plain, anyCase }
}

function arnTokens(value: Text): readonly Token[] | undefined {
  const arn = parseArn(value)
  if (arn === undefined) return undefined
  const colon = tokenOf(':', { colons: false })
  const parts = [arn.partition, arn.service, arn.region, arn.account]
  return [
    ...tokensOf(['arn'], { colons: false }),
    ...parts.flatMap(part => [colon, ...tokensOf(part, { wild: true, colons: false })]),
    colon,
    ...tokensOf(arn.resource, { wild: true, colons: true }),
  ]
}

function replaced(pattern: string, filling: string): string {
  return pattern.replaceAll('*', filling).replaceAll('?', 'x')
}

function filledArn(pattern: string, filling: string): string {
  const [arn = '', partition = '', service = '', region = '', account = '', ...resource] = pattern.split(':')
  const parts = [
    arn,
    partition === '*' ? 'aws' : replaced(partition, ''),
    service === '*' ? 'iam' : replaced(service, ''),
    replaced(region, ''),
    filledAccount(account),
    resource.join(':') === '*' ? `role/${filling || 'Other'}` : replaced(resource.join(':'), filling),
  ]
  return parts.join(':')
}

/** Account ids have twelve digits. */
function filledAccount(pattern: string): string {
  const missing = 12 - pattern.replaceAll('*', '').length
  return pattern
    .replaceAll('?', '9')
    .replace('*', '9'.repeat(Math.max(0, missing)))
    .replaceAll('*', '')
}
