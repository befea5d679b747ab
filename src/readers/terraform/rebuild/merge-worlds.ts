import type { SourceLocation } from '../../../model/source-location.ts'
import type { PolicyDocument } from '../../../model/statement.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { readPolicy } from '../../../policy/read-policy.ts'
import type { Reading } from '../reading.ts'
import { hole } from '../values.ts'
import type { RebuiltDocument } from './rebuild.ts'
import { nodeOf } from './rebuilt-node.ts'
import type { Evaluation, Outcome } from './run.ts'
import { several } from './several.ts'
import { keyOf } from './value-key.ts'
import { listValue, objectValue, type Value } from './value.ts'

/** One document of all that it can be. */
export interface Union {
  readonly document: Value
  /** The statements, by their index, that do not stand in each of the documents. */
  readonly open: ReadonlySet<number>
}

/** Puts documents together that a policy is in different worlds: each distinct statement stands once. */
export function unionOf(documents: readonly [Value, ...Value[]]): Union {
  const [first, ...others] = documents
  if (others.length === 0) return { document: first, open: new Set() }
  const counts = new Map<string, { readonly statement: Value; count: number }>()
  for (const document of documents) {
    for (const [content, statement] of byContent(document)) {
      const known = counts.get(content)
      if (known === undefined) counts.set(content, { statement, count: 1 })
      else known.count += 1
    }
  }
  const all = [...counts.values()]
  const open = all.flatMap(({ count }, index) => (count < documents.length ? index : []))
  const statements = listValue(
    'tuple',
    all.map(({ statement }) => statement),
  )
  const whole = documents.find(({ kind }) => kind === 'object') ?? first
  const members = whole.kind === 'object' ? whole.members : []
  const document = { ...whole, ...objectValue(new Map([...members, ['Statement', statements]])) }
  return { document, open: new Set(open) }
}

/** The statements of a document by what they say; the same twice is told apart. */
function byContent(document: Value): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  for (const statement of statementsOf(document)) {
    const content = keyOf(statement)
    let identity = content
    for (let count = 2; found.has(identity); count += 1) identity = `${count} ${content}`
    found.set(identity, statement)
  }
  return found
}

/** A document that cannot be read may hold any statements. */
function statementsOf(document: Value): readonly Value[] {
  if (document.kind !== 'object') return [several('a policy', [document])]
  const statements = document.members.get('Statement')
  if (statements === undefined) return []
  return statements.kind === 'list' ? statements.items : [statements]
}

/**
 * The document that a policy is in all worlds: a statement that stands in each is certain, one that stands in some hangs
 * on the conditions (docs/decisions/0016-sources.md: must is what all give, may is what any gives).
 */
export function mergedWorlds(
  reading: Reading,
  { conditions }: Pick<Evaluation, 'conditions'>,
  outcomes: readonly Outcome[],
  at: SourceLocation,
): RebuiltDocument {
  const [first, ...others] = outcomes.flatMap(({ value }) => (value.kind === 'null' ? [] : value))
  if (first === undefined) return { noneIf: [] }
  const { document, open } = unionOf([first, ...others])
  const naming = { reading, names: new Map<string, string>(), taken: new Map<string, number>() }
  const read = readPolicy(nodeOf(naming, document, at))
  const hangsOn = conditionsOf(outcomes, conditions, at)
  return {
    document: open.size === 0 ? read : hanging(read, open, hangsOn),
    noneIf: others.length + 1 < outcomes.length ? hangsOn : [],
  }
}

function hanging(
  document: PolicyDocument,
  open: ReadonlySet<number>,
  conditions: readonly Unknown[],
): PolicyDocument {
  const statements = document.statements.map(statement => {
    const index = /\/Statement\/(\d+)$/.exec(statement.at.pointer)?.[1]
    if (index === undefined || !open.has(Number(index))) return statement
    return { ...statement, conditionHoles: [...statement.conditionHoles, ...conditions] }
  })
  return { ...document, statements }
}

function conditionsOf(
  outcomes: readonly Outcome[],
  names: ReadonlyMap<string, string>,
  at: SourceLocation,
): readonly Unknown[] {
  const ids = new Set(outcomes.flatMap(({ choices }) => [...choices.keys()]))
  return [...ids].map(id => hole(at, names.get(id) ?? id, 'anything', 'undecided-condition'))
}
