// For tests only: the same template written with functions of CloudFormation.
import type { Json } from './example-as-template.ts'

interface Members {
  readonly [name: string]: Json
}

/** What a rewriting adds to a template besides. */
interface Added {
  readonly mapping: Map<string, string>
  readonly parameters: Map<string, Json>
}

/** Draws a number below another one. */
type Draw = (below: number) => number

/** The template with values in its policies put together by functions that give the same; `numbers` decide which. */
export function rewritten(template: Json, numbers: readonly number[]): Json {
  let drawn = 0
  const draw: Draw = below => (numbers[drawn++ % numbers.length] ?? 0) % below
  const added: Added = { mapping: new Map(), parameters: new Map() }
  const { Resources = {}, Parameters = {}, ...rest } = membersOf(template)
  const resources = Object.entries(membersOf(Resources)).map(([id, resource]) => {
    const { Properties = {}, ...others } = membersOf(resource)
    return [id, { ...others, Properties: inPolicies(Properties, { draw, added }) }] as const
  })
  return {
    ...rest,
    Parameters: {
      ...membersOf(Parameters),
      Open: { Type: 'String' },
      ...Object.fromEntries(added.parameters),
    },
    Mappings: { Words: { Same: { none: '', ...Object.fromEntries(added.mapping) } } },
    Conditions: {
      Yes: { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] },
      Undecided: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] },
    },
    Resources: Object.fromEntries(resources),
  }
}

function membersOf(json: Json): Members {
  return isMembers(json) ? json : {}
}

function isMembers(json: Json): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

interface Rewriting {
  readonly draw: Draw
  readonly added: Added
}

const policies = /^(?:KeyPolicy|PolicyDocument|AssumeRolePolicyDocument)$/

function inPolicies(json: Json, rewriting: Rewriting): Json {
  if (isList(json)) return json.map(item => inPolicies(item, rewriting))
  if (!isMembers(json)) return json
  const entries = Object.entries(json).map(
    ([name, value]) =>
      [name, policies.test(name) ? policy(value, rewriting) : inPolicies(value, rewriting)] as const,
  )
  return Object.fromEntries(entries)
}

function policy(json: Json, rewriting: Rewriting): Json {
  const document = otherwise(json, rewriting)
  return isMembers(json) && !isCall(json) && rewriting.draw(3) === 0
    ? { 'Fn::ToJsonString': document }
    : document
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}

const nothing: Json = { Ref: 'AWS::NoValue' }

function otherwise(json: Json, rewriting: Rewriting): Json {
  const { draw } = rewriting
  if (typeof json === 'string') return word(json, rewriting)
  if (isList(json)) {
    const items = json.map(item => otherwise(item, rewriting))
    return [items, [...items, nothing], { 'Fn::If': ['Yes', items, nothing] }][draw(3)] ?? items
  }
  if (!isMembers(json) || isCall(json)) return json
  const inner = Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, otherwise(value, rewriting)]),
  )
  const ways: readonly Json[] = [
    inner,
    { ...inner, Absent: nothing },
    { 'Fn::If': ['Yes', inner, 'x'] },
    { 'Fn::If': ['Undecided', inner, inner] },
  ]
  return ways[draw(ways.length)] ?? inner
}

function isCall(json: Members): boolean {
  const [name = ''] = Object.keys(json)
  return name === 'Ref' || name.startsWith('Fn::')
}

function word(text: string, { draw, added }: Rewriting): Json {
  const cut = draw(text.length + 1)
  const name = `W${added.mapping.size}`
  const ways: readonly (() => Json)[] = [
    () => text,
    () => ({ 'Fn::Join': ['', [text.slice(0, cut), text.slice(cut)]] }),
    () => ({ 'Fn::Sub': text.replaceAll('${', '${!') }),
    () => ({ 'Fn::Sub': ['${Word}', { Word: text }] }),
    () => ({ 'Fn::Select': ['1', ['x', text]] }),
    () => ({ 'Fn::Select': [0, { 'Fn::Split': ['|', `${text}|y`] }] }),
    () => ({ 'Fn::If': ['Yes', text, 'x'] }),
    () => ({ 'Fn::If': ['Undecided', text, text] }),
    () => {
      added.mapping.set(name, text)
      return { 'Fn::FindInMap': ['Words', 'Same', name] }
    },
    () => {
      const parameter = `Word${added.parameters.size}`
      added.parameters.set(parameter, { Type: 'String', AllowedValues: [text] })
      return { Ref: parameter }
    },
  ]
  return (ways[draw(ways.length)] ?? (() => text))()
}
