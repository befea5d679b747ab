import { sourceCondition, sourcePrincipal, wrong } from './policy-source-elements.ts'
import type { Word } from './policy-strings.ts'
import { parsePolicyText, sensitiveThroughout } from './json-text.ts'
import type { Policy } from './merge-policies.ts'
import { elementsOf, isSeveral, placed, several } from './several.ts'
import {
  derived,
  EvaluationError,
  knownText,
  objectValue,
  unsupported,
  type Hole,
  type JsonValue,
  type ObjectValue,
  type StringValue,
  type Value,
} from './value.ts'

/**
 * A document that is handed to a merge as text, as the provider's Go types take it in: members of other names are
 * dropped, names count in any case, and what has another type than they have is refused. An empty text is no document.
 * hashicorp/terraform-provider-aws, internal/service/iam/policy_model.go
 */
export function sourcePolicy(text: Value): Policy | undefined {
  if (text.kind === 'null' || knownText(text) === '') return undefined
  if (text.kind === 'hole') return unknownPolicy(text)
  if (text.kind !== 'string' && text.kind !== 'json')
    throw new EvaluationError('a source document is no string')
  const document = parsedPolicy(text)
  if (document.kind === 'null') return undefined
  const members = document.kind === 'hole' ? document : membersOf(document, ['Version', 'Id', 'Statement'])
  if ('kind' in members) return unknownPolicy(members)
  return {
    version: wordMember(members.get('Version'), 'Version'),
    id: wordMember(members.get('Id'), 'Id'),
    statements: statementsOf(members.get('Statement')),
  }
}

/** The document in a text. */
function parsedPolicy(text: StringValue | JsonValue): Value {
  if (text.kind === 'string') return parsePolicyText(text)
  return text.sensitive === true ? sensitiveThroughout(text.value) : text.value
}

/** A document of which nothing is known. */
export function unknownPolicy(hole: Hole): Policy {
  const statements = [isSeveral(hole) ? hole : several('a policy document', [hole], hole.from)]
  return {
    version: derived('`Version`', [hole], 'string'),
    id: derived('`Id`', [hole], 'string'),
    statements,
  }
}

/** What Go's JSON reader puts into these fields: a member's name counts in any case. Two for one field are not read. */
function membersOf(value: Value, fields: readonly string[]): ReadonlyMap<string, Value> | Hole {
  if (value.kind !== 'object') throw wrong('a policy document or statement')
  const found = new Map<string, Value>()
  for (const [name, member] of value.members) {
    const field = fields.includes(name) ? name : fields.find(one => folded(one) === folded(name))
    if (field === undefined) continue
    if (found.has(field)) return placed(unsupported(`\`${field}\` in two spellings`, [value]), value)
    found.set(field, member)
  }
  return found
}

/** https://pkg.go.dev/encoding/json: two other characters fold into letters of ASCII, K of Kelvin and the long s. */
function folded(name: string): string {
  return name.toLowerCase().replaceAll('\u017f', 's')
}

function statementsOf(value: Value | undefined): Policy['statements'] {
  if (value === undefined || value.kind === 'null') return []
  if (value.kind === 'hole') return [several('`Statement`', [value], value.from)]
  if (value.kind !== 'list') throw wrong('`Statement`')
  return elementsOf(value).map(item => (item.kind === 'hole' ? item : statementOf(item)))
}

const elements = ['Action', 'NotAction', 'Resource', 'NotResource'] as const
const elementNames = ['Sid', 'Effect', ...elements, 'Principal', 'NotPrincipal', 'Condition']

function statementOf(value: Value): ObjectValue | Hole {
  const given = membersOf(value, elementNames)
  if ('kind' in given) return given
  const members = new Map<string, Value>()
  for (const name of elementNames) {
    const read = readMember(name, given.get(name))
    if (read !== undefined) members.set(name, read)
  }
  return placed(objectValue(members), value)
}

function readMember(name: string, value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined
  if (name === 'Sid' || name === 'Effect') return wordMember(value, name)
  if (name === 'Condition') return sourceCondition(value)
  if (name === 'Principal' || name === 'NotPrincipal') return sourcePrincipal(value)
  return value.kind === 'null' ? undefined : value
}

/** Empty ones are left out; a hole that can be null can be empty. */
function wordMember(value: Value | undefined, name: string): Word | undefined {
  if (value === undefined || value.kind === 'null' || knownText(value) === '') return undefined
  if (value.kind === 'string' || value.kind === 'json') return value
  if (value.kind !== 'hole') throw wrong(`\`${name}\``)
  return value.type === 'text' ? value : placed(derived(`\`${name}\``, [value], 'string'), value)
}
