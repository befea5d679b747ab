import type { Member, Node } from '../../model/node.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { text } from '../../model/text.ts'
import { expressionsOfStatements, groupsOf, writtenBlocks } from './document-expressions.ts'
import { isObject, items, property, word } from './json-value.ts'
import type { Reading } from './reading.ts'
import { leavesOf } from './references.ts'
import type { Instance } from './resources.ts'
import { slotFiller, type Slots } from './slots.ts'
import { attribute, elements, hole, isEmpty, isHole, isUnset, malformed, type Value } from './values.ts'

/** What the parts of one document share. */
interface Build {
  readonly reading: Reading
  readonly instance: Instance
  readonly named: Map<string, number>
}

/** The arguments of a policy document that is read during apply, as the JSON that the provider will make of them. */
export function documentNode(reading: Reading, instance: Instance): Node {
  const build: Build = { reading, instance, named: new Map() }
  const { values, at } = instance
  const statement = attribute(values, 'statement')
  const id = attribute(values, 'policy_id')
  return {
    type: 'object',
    members: [
      { name: 'Version', value: wordNode(attribute(values, 'version'), '2012-10-17') },
      ...(isUnset(id) ? [] : [{ name: 'Id', value: wordNode(id, '') }]),
      { name: 'Statement', value: statementList(build, statement) },
    ],
    at,
  }
}

function statementList(build: Build, statement: Value): Node {
  if (isHole(statement)) return unread(statement, 'statement')
  if (!isEmpty(statement) && !Array.isArray(statement.json)) return notReadable(statement.at)
  const statements = elements(statement)
  const expressions = expressionsOfStatements(build.instance.block, statements)
  const nodes = statements.map((value, index) => statementNode(build, value, expressions.get(index)))
  return { type: 'array', items: nodes, at: statement.at }
}

function statementNode(build: Build, value: Value, expression: unknown): Node {
  if (isHole(value)) return unread(value, 'statement')
  if (!isObject(value.json)) return notReadable(value.at)
  const sid = attribute(value, 'sid')
  return {
    type: 'object',
    members: [
      ...(isUnset(sid) || sid.json === '' ? [] : [{ name: 'Sid', value: wordNode(sid, '') }]),
      { name: 'Effect', value: wordNode(attribute(value, 'effect'), 'Allow') },
      ...principals(build, value, expression, 'principals', 'Principal'),
      ...principals(build, value, expression, 'not_principals', 'NotPrincipal'),
      ...patterns(build, value, expression, 'actions', 'Action'),
      ...patterns(build, value, expression, 'not_actions', 'NotAction'),
      ...patterns(build, value, expression, 'resources', 'Resource'),
      ...patterns(build, value, expression, 'not_resources', 'NotResource'),
      ...conditions(build, value, expression),
    ],
    at: value.at,
  }
}

function patterns(
  build: Build,
  statement: Value,
  expression: unknown,
  name: string,
  element: string,
): readonly Member[] {
  const value = attribute(statement, name)
  if (isEmpty(value)) return []
  const use = element.endsWith('Resource') ? 'resource' : 'other'
  const written = expression === undefined ? undefined : [expression]
  return [{ name: element, value: listNode(build, [value], written, name, use) }]
}

function principals(
  build: Build,
  statement: Value,
  expression: unknown,
  name: string,
  element: string,
): readonly Member[] {
  const value = attribute(statement, name)
  if (isEmpty(value)) return []
  const blocks = elements(value)
  const groups = isHole(value) || blocks.length === 0 ? undefined : groupsOf(blocks, ['type'])
  if (groups === undefined) return [{ name: element, value: unread(value, name) }]
  const written = items(property(expression, name))
  const members = groups.map(group => {
    const found = writtenBlocks(written, blocks.length, ['type'], group)
    const identifiers = group.blocks.map(block => attribute(block, 'identifiers'))
    const list = listNode(build, identifiers, found, 'identifiers', 'principal')
    return { name: group.labels[0] ?? '', value: list }
  })
  const [only, ...others] = members
  const isAnyone = only?.name === '*' && others.length === 0 && isAsterisk(only.value)
  const { at } = value
  return [{ name: element, value: isAnyone ? textNode('*', at) : { type: 'object', members, at } }]
}

/** The provider turns `type = "*"` into `"Principal": "*"`; AWS takes no other identifier with it. */
function isAsterisk(node: Node): boolean {
  const [only, ...others] = node.type === 'array' ? node.items : [node]
  if (only === undefined || others.length > 0) return false
  return only.type === 'unknown' || (only.type === 'text' && only.text[0] === '*' && only.text.length === 1)
}

function conditions(build: Build, statement: Value, expression: unknown): readonly Member[] {
  const value = attribute(statement, 'condition')
  if (isEmpty(value)) return []
  const { at } = value
  const blocks = elements(value)
  const names = ['test', 'variable']
  const groups = isHole(value) || blocks.length === 0 ? undefined : groupsOf(blocks, names)
  if (groups === undefined) return [{ name: 'Condition', value: unread(value, 'condition') }]
  const written = items(property(expression, 'condition'))
  const operators = new Map<string, Member[]>()
  for (const group of groups) {
    const [test = '', variable = ''] = group.labels
    const found = writtenBlocks(written, blocks.length, names, group)
    const values = group.blocks.map(block => attribute(block, 'values'))
    const tested = operators.get(test) ?? []
    // `aws:SourceAccount`, `kms:CallerAccount`: others hold ARNs, in which an account is only a part.
    const use = variable.toLowerCase().endsWith('account') ? 'account' : 'other'
    tested.push({ name: variable, value: listNode(build, values, found, 'values', use) })
    operators.set(test, tested)
  }
  const members = [...operators].map(([name, tested]): Member => ({
    name,
    value: { type: 'object', members: tested, at },
  }))
  return [{ name: 'Condition', value: { type: 'object', members, at } }]
}

/** The lists of the blocks that the provider merges into one, with what fills their unknown elements. */
function listNode(
  build: Build,
  lists: readonly Value[],
  blocks: readonly unknown[] | undefined,
  name: string,
  use: Slots['use'],
): Node {
  const { reading, instance, named } = build
  const all = lists.flatMap(list => (isHole(list) || !Array.isArray(list.json) ? [list] : elements(list)))
  // A list that is unknown as a whole may hold any number of elements.
  const holes = lists.some(isHole) ? Infinity : all.filter(isHole).length
  const known = all.flatMap(element => (isHole(element) ? [] : (word(element.json) ?? [])))
  const leavesOfBlocks = () =>
    blocks?.flatMap(block => leavesOf(reading.resources, instance, property(block, name)))
  const fill =
    holes === 0 ? undefined : slotFiller(reading, { leaves: leavesOfBlocks(), use, holes, known }, named)
  const nodes = all.map(element => {
    if (fill !== undefined && isHole(element)) return fill(element.at)
    const written = word(element.json)
    // `&{` spares the author Terraform's own `${`.
    return written === undefined
      ? notReadable(element.at)
      : textNode(written.replaceAll('&{', '${'), element.at)
  })
  const [first] = lists
  return { type: 'array', items: nodes, at: first?.at ?? instance.at }
}

function wordNode(value: Value, fallback: string): Node {
  if (isHole(value)) return unread(value, 'an argument')
  const written = isUnset(value) || value.json === '' ? fallback : word(value.json)
  return written === undefined ? notReadable(value.at) : textNode(written, value.at)
}

function textNode(written: string, at: SourceLocation): Node {
  return { type: 'text', text: text(written), at }
}

function unread(value: Value, what: string): Node {
  return { type: 'unknown', unknown: hole(value.at, `${what} in ${value.at.address}`), at: value.at }
}

function notReadable(at: SourceLocation): Node {
  return { type: 'unknown', unknown: malformed(at), at }
}
