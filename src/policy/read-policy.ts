import type { Account } from '../model/account.ts'
import type { Node, ObjectNode } from '../model/node.ts'
import { member } from '../model/node.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument, Problem, Statement } from '../model/statement.ts'
import { literal, text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { JsonError, parseJson } from './json.ts'
import { misspelt } from './members.ts'
import { readStatement } from './statements.ts'

/**
 * Reads a policy document out of its tree. Never throws: what AWS would refuse becomes a `Problem`,
 * and what cannot be read becomes a hole, so that it is never taken for nothing.
 */
export function readPolicy(node: Node): PolicyDocument {
  const { at } = node
  if (node.type === 'unknown') return unread(at, node.unknown)
  if (node.type !== 'object') return malformedDocument(at, 'a policy document is a JSON object', 'wrong-type')
  const statements: Statement[] = []
  const holes: Unknown[] = []
  const problems: Problem[] = [...repeatedMembers(node), ...strangeMembers(node)]
  const strange = misspelt(node, 'Statement')
  if (strange !== undefined) holes.push(malformed(noElement(strange.name), strange.value.at))
  const version = member(node, 'Version')
  const id = member(node, 'Id')
  const listed = member(node, 'Statement')
  const nodes = [...statementNodes(listed), ...statementNodes(strange?.value)]
  if (listed === undefined && strange === undefined)
    problems.push({ code: 'missing-element', says: 'it has no `Statement`', at })
  for (const item of nodes) {
    const read = readStatement(item, hasVariables(version))
    for (const problem of read.problems) problems.push(problem)
    if ('statement' in read) statements.push(read.statement)
    else holes.push(read.hole)
  }
  return {
    version: literalOf(version) ?? '2008-10-17',
    ...(literalOf(version) === undefined ? { versionIs: versionIs(version) } : {}),
    ...(id?.type === 'text' ? { id: literal(id.text) ?? '' } : {}),
    statements,
    holes,
    problems,
    at,
  }
}

/** Reads a policy document out of JSON text; `at` is the attribute that holds it. */
export function readPolicyText(json: string, at: SourceLocation): PolicyDocument {
  try {
    return readPolicy(parseJson(json, at))
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const says = `the policy is not JSON: ${error.message} (line ${error.line}, column ${error.column} of its text)${hintAt(json, error)}`
    return malformedDocument(at, says, 'invalid-json')
  }
}

/** Word processors and web pages put quotation marks of their own in the place of JSON's. */
function hintAt(json: string, { line, column }: JsonError): string {
  const found = json.split('\n')[line - 1]?.[column - 1] ?? ''
  return /[\u2018-\u201f]/.test(found) ? `; \`${found}\` is a typographic quotation mark: write \`"\`` : ''
}

/** Reads a policy document that stands in no resource: its places begin at its root. Never throws. */
export function readPolicyDocument(json: string): PolicyDocument {
  return readPolicyText(json, { file: '', address: '', pointer: '' })
}

/** A document of which nothing can be read. */
export function unread(at: SourceLocation, hole: Unknown): PolicyDocument {
  return { version: '2012-10-17', statements: [], holes: [hole], problems: [], at }
}

/**
 * What AWS writes when no policy is given: the account decides by its IAM policies
 * (Developer Guide, "Default key policy").
 */
export function defaultKeyPolicy(account: Account, at: SourceLocation): PolicyDocument {
  const places = { at: below(below(at, 'Statement'), 0) }
  const listed = (value: string) => ({ negated: false, items: [{ text: text(value), ...places }], ...places })
  return {
    version: '2012-10-17',
    statements: [
      {
        effect: 'Allow',
        principals: {
          negated: false,
          items: [{ principal: { kind: 'account', account }, ...places }],
          ...places,
        },
        actions: listed('kms:*'),
        resources: listed('*'),
        conditions: [],
        conditionHoles: [],
        ...places,
      },
    ],
    holes: [],
    problems: [],
    at,
  }
}

const elements: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement'])

/** AWS refuses a document with any other element. */
function strangeMembers({ members }: ObjectNode): readonly Problem[] {
  return members.flatMap(({ name, value }) =>
    elements.has(name) ? [] : [{ code: 'unknown-element', says: noElement(name), at: value.at }],
  )
}

function noElement(name: string): string {
  return `\`${name}\` is no element of a policy document`
}

function literalOf(node: Node | undefined): string | undefined {
  return node?.type === 'text' ? literal(node.text) : undefined
}

/** Of a version that is no literal text. */
function versionIs(version: Node | undefined): NonNullable<PolicyDocument['versionIs']> {
  if (version === undefined) return 'missing'
  return version.type === 'text' || version.type === 'unknown' ? 'not-told' : 'no-text'
}

function malformedDocument(at: SourceLocation, says: string, code: Problem['code']): PolicyDocument {
  return { ...unread(at, malformed(says, at)), problems: [{ code, says, at }] }
}

function malformed(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'malformed', name, shape: 'anything', at }
}

/** In documents of 2008, also where no version is written, `${…}` are plain characters. */
function hasVariables(version: Node | undefined): boolean {
  return version !== undefined && !(version.type === 'text' && literal(version.text) === '2008-10-17')
}

/** `Statement` may be one object or a list of them. */
function statementNodes(node: Node | undefined): readonly Node[] {
  if (node === undefined) return []
  return node.type === 'array' ? node.items : [node]
}

/** A repeated member name: JSON readers take the last one in silence, and readers of the text see another. */
function repeatedMembers(node: Node): readonly Problem[] {
  if (node.type === 'array') return node.items.flatMap(repeatedMembers)
  if (node.type !== 'object') return []
  const seen = new Set<string>()
  const problems: Problem[] = []
  for (const { name, value } of node.members) {
    if (seen.has(name)) {
      problems.push({
        code: 'duplicate-member',
        says: `\`${name}\` stands twice; the last one counts`,
        at: value.at,
      })
    }
    seen.add(name)
    for (const problem of repeatedMembers(value)) problems.push(problem)
  }
  return problems
}
