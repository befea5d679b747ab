import { member, type Node, type ObjectNode } from '../../model/node.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { distinctUnknowns, type Unknown } from '../../model/unknown.ts'
import { readPolicy, readPolicyText } from '../../policy/read-policy.ts'
import { hangingDocument } from '../shared/hanging-document.ts'
import {
  itemsIn,
  valueAmong,
  variants,
  variantsAmong,
  whereItExists,
  written,
  type Declared,
  type Possible,
} from './declared.ts'
import { commonStatement } from './common-statement.ts'
import { evaluate, isCall, placed } from './evaluate/evaluate.ts'
import { firstGap } from './evaluate/lists.ts'
import { nodeAt } from './evaluate/node-parts.ts'
import { hangingOn, type Outcome } from './evaluate/worlds.ts'
import { readJson } from './json-with-holes.ts'
import { treeAt, type MapTree, type Tree } from './syntax/tree.ts'

/** A policy document of a template. */
export interface TemplateDocument {
  /** Absent where it is certain that none is written. */
  readonly document?: PolicyDocument
  /** What hides whether there is one; empty: there is, or is not, for certain. */
  readonly noneIf: readonly Unknown[]
}

/**
 * The policy document under a property, as an object or as text. A statement that is there in every way that things can
 * turn out is certain; others hang on what is undecided (docs/decisions/0021-templates.md).
 */
export function documentOf(resource: Declared, ...names: readonly string[]): TemplateDocument {
  const { tree, at, rest } = written(resource, names)
  return tree === undefined ? { noneIf: [] } : documentIn(resource, tree, { at, rest })
}

/** The same for a tree that stands elsewhere in the resource. */
export function documentIn(
  resource: Declared,
  tree: Tree,
  { at, rest = [] }: { readonly at: SourceLocation; readonly rest?: readonly string[] },
): TemplateDocument {
  if (tree.kind === 'map' && !isCall(tree) && rest.length === 0) {
    const frame = frameOf(resource, tree, at)
    const statements = statementsIn(resource, tree, at)
    return { document: documentFrom(frame, statements), noneIf: [] }
  }
  // What is made text of is read as it is written: its statements keep their lines.
  const inner = rest.length === 0 && isCall(tree) ? treeAt(tree, 'Fn::ToJsonString') : undefined
  if (inner?.kind === 'map' && !isCall(inner)) return documentIn(resource, inner, { at })
  const text = rest.length === 0 && tree.kind === 'scalar' ? tree.text : undefined
  if (text !== undefined && !text.includes('{{resolve:'))
    return { document: { ...readPolicyText(text, placed(at, tree)), isText: true }, noneIf: [] }
  return documentAmong(whereItExists(resource, run => nodeAt(evaluate(run, tree, at), ...rest)))
}

/** The document that is written in some of the ways that things can turn out: its statements as in `documentOf`. */
export function documentAmong(outcomes: readonly Outcome<Node | undefined>[]): TemplateDocument {
  const found = outcomes.flatMap(({ result, choices }) => {
    const node = decoded(result)
    return node === undefined ? [] : [{ result: node, choices }]
  })
  const [first] = found
  if (first === undefined) return { noneIf: [] }
  // That there is no document at all is told apart: what stands in each that there can be is certain in it.
  const statements = variantsAmong(
    found.map(({ result, choices }) => ({ result: statementNodes(result), choices })),
  )
  const gaps = found.flatMap(({ result }) => firstGap([result]) ?? [])
  const noneIf = distinctUnknowns([...(found.length < outcomes.length ? hangingOn(outcomes) : []), ...gaps])
  return { document: documentFrom(frameAmong(found) ?? first.result, statements), noneIf }
}

/** What the documents say besides their statements, where there is one: a hole where they differ. */
function frameAmong(found: readonly Outcome<Node>[]): ObjectNode | undefined {
  const objects = found.flatMap(({ result, choices }) =>
    result.type === 'object' ? [{ result, choices }] : [],
  )
  const [first] = objects
  if (first === undefined) return undefined
  const names = new Set(objects.flatMap(({ result }) => result.members.map(({ name }) => name)))
  const members = [...names].flatMap(name => {
    const values = objects.map(({ result, choices }) => ({ result: member(result, name), choices }))
    const value = name === 'Statement' ? undefined : valueAmong(values, first.result.at)
    return value === undefined ? [] : [{ name, value }]
  })
  return { ...first.result, members }
}

/** All of a document but its statements: what is undecided in it is a hole. */
function frameOf(resource: Declared, tree: MapTree, at: SourceLocation): ObjectNode {
  const members = [...tree.entries].flatMap(([name, { value }]) => {
    if (name === 'Statement') return []
    const place = below(at, name)
    const found = valueAmong(
      whereItExists(resource, run => evaluate(run, value, place)),
      placed(place, value),
    )
    return found === undefined ? [] : [{ name, value: found }]
  })
  return { type: 'object', members, at: placed(at, tree) }
}

/** Each statement is looked at by itself: what one of them hangs on is nothing to the others. */
function statementsIn(resource: Declared, tree: MapTree, at: SourceLocation): readonly Possible[] {
  const list = treeAt(tree, 'Statement')
  const place = below(at, 'Statement')
  if (list === undefined) return []
  if (list.kind === 'list')
    return list.items.flatMap((item, index) => statementIn(resource, item, below(place, index)))
  return variants(resource, run => itemsIn(evaluate(run, list, place)))
}

/** A statement that differs from world to world, with what is the same in all of them for certain. */
function statementIn(resource: Declared, tree: Tree, at: SourceLocation): readonly Possible[] {
  const outcomes = whereItExists(resource, run => {
    const node = evaluate(run, tree, at)
    return node === undefined ? [] : [node]
  })
  const found = variantsAmong(outcomes)
  const nodes = outcomes.flatMap(({ result }) => result)
  if (found.length < 2 || nodes.length < outcomes.length) return found
  const common = commonStatement(nodes)
  return common === undefined ? found : [{ node: common, hangsOn: [] }, ...found]
}

/** A document of which nothing is known may hold any statements. */
function statementNodes(document: Node): readonly Node[] {
  if (document.type !== 'object') return [document]
  return itemsIn(member(document, 'Statement'))
}

/** Policies stand as objects, or as JSON text. */
function decoded(node: Node | undefined): Node | undefined {
  return node?.type === 'text' ? readJson(node) : node
}

/** Reads statements one by one, so that each keeps what it hangs on. */
function documentFrom(frame: Node, statements: readonly Possible[]): PolicyDocument {
  if (frame.type !== 'object') return readPolicy(frame)
  const rest = frame.members.filter(({ name }) => name !== 'Statement')
  const none: Node = { type: 'array', items: [], at: frame.at }
  const placeholder = statements.length === 0 ? [] : [{ name: 'Statement', value: none }]
  const whole = readPolicy({ ...frame, members: [...rest, ...placeholder] })
  const version = rest.filter(({ name }) => name === 'Version')
  const read = statements.map(one => readOne(frame, version, one))
  return {
    ...whole,
    statements: read.flatMap(one => one.statements),
    holes: [...whole.holes, ...read.flatMap(({ holes }) => holes)],
    problems: [...whole.problems, ...read.flatMap(({ problems }) => problems)],
  }
}

function readOne(
  frame: ObjectNode,
  version: ObjectNode['members'],
  { node, hangsOn }: Possible,
): PolicyDocument {
  const list: Node = { type: 'array', items: [node], at: node.at }
  const document = readPolicy({ ...frame, members: [...version, { name: 'Statement', value: list }] })
  return hangingDocument(document, hangsOn)
}
