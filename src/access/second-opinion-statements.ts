import type { Values } from './random-conditions.ts'
import type { Document, Statement } from './random-policies.ts'

/** What to answer where it cannot be told. */
export type Lean = boolean

/** The condition keys of a request, in lower case. */
export type Context = ReadonlyMap<string, readonly string[]>

/** A request, as far as statements look at it. */
export interface Asked {
  readonly of: { readonly action: string; readonly resource: string }
  readonly context: Context
  readonly iamOnly: boolean
}

/** Stands in a context for the path of a role that the case does not tell. */
export const anyPath = '\ue003'

/** One value or several, as a list. */
export const list = (values: Values | undefined): readonly string[] =>
  values === undefined ? [] : typeof values === 'string' ? [values] : values

/** Whether a statement speaks of the request: its action, resource and conditions (§2, §6.1). */
export function applies(statement: Statement, { Version }: Document, asked: Asked, lean: Lean): boolean {
  const action = (pattern: string, unsure: Lean): boolean => {
    const matches = wildcard(pattern.toLowerCase(), asked.of.action.toLowerCase())
    return matches && (pattern === '*' || !/^[^:]*[*?]/.test(pattern) || unsure)
  }
  const resource = (pattern: string, unsure: Lean): boolean => {
    if (pattern === '*') return true
    const written = filled(pattern, Version, asked.context)
    if (written === undefined) return false
    if (asked.iamOnly) return unsure && written.endsWith(':*')
    return segments(written).length === 6 && sameArn(written, asked.of.resource)
  }
  const said = (yes: Values | undefined, not: Values | undefined, test: typeof action): boolean =>
    yes === undefined
      ? not !== undefined && !list(not).some(one => test(one, !lean))
      : list(yes).some(one => test(one, lean))
  return (
    said(statement.Action, statement.NotAction, action) &&
    said(statement.Resource, statement.NotResource, resource) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        conditionHolds(
          operator,
          asked.context.get(key.toLowerCase()),
          list(values).map(value => [value, filled(value, Version, asked.context)]),
          lean,
        ),
      ),
    )
  )
}

// §6.1: conditions
type Value = readonly [written: string, filled: string | undefined]

function conditionHolds(
  operator: string,
  sent: readonly string[] | undefined,
  values: readonly Value[],
  lean: Lean,
): boolean {
  const [, set, name = '', ifExists] = /^(?:(.*):)?(.*?)(IfExists)?$/.exec(operator) ?? []
  const absent = sent === undefined || sent.length === 0
  if (name === 'Null') return values.some(([value]) => value === String(absent))
  const negated = name.includes('Not')
  if (absent) return set === undefined ? ifExists !== undefined || negated : set === 'ForAllValues'
  const test = (one: string): boolean =>
    negated
      ? !values.some(value => equal(name.replace('Not', ''), one, value, !lean))
      : values.some(value => equal(name, one, value, lean))
  return set === 'ForAllValues' ? sent.every(test) : sent.some(test)
}

/** What a path that is not told may be: enough to tell every pattern of the random cases apart. */
const paths = ['', 'team/', 'x/y/']

function equal(name: string, sent: string, value: Value, lean: Lean): boolean {
  if (!sent.includes(anyPath)) return equalTo(name, sent, value, lean)
  const test = (path: string): boolean => equalTo(name, sent.replace(anyPath, path), value, lean)
  return lean ? paths.some(test) : paths.every(test)
}

function equalTo(name: string, sent: string, [written, filledIn]: Value, lean: Lean): boolean {
  if (/^(?:String|Arn)/.test(name) && filledIn === undefined) return false
  const value = filledIn ?? ''
  if (name.startsWith('Arn')) return segments(value).length < 6 ? lean : sameArn(value, sent)
  if (name === 'StringLike') return wildcard(value, sent)
  if (name === 'StringEquals') return plain(value) === sent
  if (name === 'StringEqualsIgnoreCase') return plain(value).toLowerCase() === sent.toLowerCase()
  if (name === 'IpAddress') return inRange(sent, written)
  if (/^(?:Numeric|Date)/.test(name)) return ordered(name, instant(sent, name), instant(written, name))
  return written === sent
}

function ordered(name: string, a: number, b: number): boolean {
  if (name.endsWith('LessThan')) return a < b
  if (name.endsWith('LessThanEquals')) return a <= b
  if (name.endsWith('GreaterThan')) return a > b
  return name.endsWith('GreaterThanEquals') ? a >= b : a === b
}

function instant(text: string, name: string): number {
  return name.startsWith('Date') && text.includes('-') ? Date.parse(text) / 1000 : Number(text)
}

function inRange(address: string, range: string): boolean {
  const [start = '', length = '32'] = range.split('/')
  return bits(address).slice(0, Number(length)) === bits(start).slice(0, Number(length))
}

function bits(dotted: string): string {
  return dotted.replaceAll(/\.?(\d+)/g, (_, part: string) => Number(part).toString(2).padStart(8, '0'))
}

// O10: a filled-in `*` or `?` is no wildcard, so it travels as another character
const literal = (text: string): string => text.replaceAll('*', '\ue001').replaceAll('?', '\ue002')
const plain = (text: string): string => text.replaceAll('\ue001', '*').replaceAll('\ue002', '?')

function filled(text: string, version: string | undefined, context: Context): string | undefined {
  if (version !== '2012-10-17') return text
  const parts = text.split(/\$\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return part
    if (part === '*' || part === '?' || part === '$') return literal(part)
    const [, key = '', fallback] = /^([^,]*)(?:, *'(.*)')?$/.exec(part) ?? []
    const value = context.get(key.toLowerCase())?.[0] ?? fallback
    return value === undefined ? undefined : literal(value)
  })
  return parts.includes(undefined) ? undefined : parts.join('')
}

const patterns = new Map<string, RegExp>()
function wildcard(pattern: string, text: string): boolean {
  const source = plain(
    pattern
      .replaceAll(/[$(){}|^[\]\\.+/]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
      .replaceAll(/[\ue001\ue002]/g, '\\$&'),
  )
  const compiled = patterns.get(source) ?? new RegExp(`^${source}$`, 's')
  patterns.set(source, compiled)
  return compiled.test(text)
}

const segments = (arn: string): readonly string[] => {
  const parts = arn.split(':')
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')]
}
const sameArn = (pattern: string, arn: string): boolean => {
  const parts = segments(arn)
  return parts.length === 6 && segments(pattern).every((part, index) => wildcard(part, parts[index] ?? ''))
}
