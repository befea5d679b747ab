import { byUtf8 } from './order.ts'
import {
  distinctBy,
  distinctWords,
  inReverse,
  isList,
  known,
  requiredWord,
  setOfWords,
  withVariables,
  wordsOf,
  type Word,
} from './policy-strings.ts'
import { isSeveral, placed, tupleOf } from './several.ts'
import { keyOf } from './value-key.ts'
import {
  derived,
  EvaluationError,
  listValue,
  objectValue,
  stringValue,
  type Hole,
  type ObjectValue,
  type Value,
} from './value.ts'

/** What one block says about its name: identifiers of a type of principal, values of a condition key. */
interface Said {
  readonly words: readonly Word[] | Hole
  readonly block: ObjectValue
}

/** `principals` or `not_principals` blocks as an element of a statement; nothing where there are none. */
export function principalsOf(
  statement: ObjectValue,
  name: string,
  version: string | undefined,
): Value | undefined {
  const blocks = blocksIn(statement, name)
  if (blocks.length === 0) return undefined
  const byType = grouped(blocks, 'type', block => identifiersOf(block, version))
  const anyone = byType === undefined ? undefined : anyoneAmong(byType)
  if (byType === undefined || anyone === 'unknown') return placedAt(derived(`\`${name}\``, blocks), blocks)
  if (anyone !== undefined) return anyone
  return placedAt(
    members(byType, all => {
      const said = distinctBlocks(all)
      const [only, ...others] = said
      return only !== undefined && others.length === 0 ? setOf(only) : joined(said)
    }),
    blocks,
  )
}

/** `condition` blocks as an element of a statement; nothing where there are none. */
export function conditionOf(statement: ObjectValue, version: string | undefined): Value | undefined {
  const blocks = blocksIn(statement, 'condition')
  if (blocks.length === 0) return undefined
  const byTest = grouped(blocks, 'test', block => block)
  if (byTest === undefined) return placedAt(derived('`condition`', blocks), blocks)
  return placedAt(
    members(byTest, ofTest => {
      const byKey = grouped(ofTest, 'variable', block => ({
        block,
        words: withVariables(requiredWords(block, 'values'), version),
      }))
      if (byKey === undefined) return placedAt(derived('`condition`', ofTest), ofTest)
      return placedAt(
        members(byKey, said => flattened(joined(distinctBlocks(said)))),
        ofTest,
      )
    }),
    blocks,
  )
}

/** Identifiers are a set, which the provider writes in reverse. */
function identifiersOf(block: ObjectValue, version: string | undefined): Said {
  const words = withVariables(requiredWords(block, 'identifiers'), version)
  return { block, words: isList(words) ? inReverse(distinctWords(words)) : words }
}

function blocksIn({ members: all }: ObjectValue, name: string): readonly Value[] {
  const blocks = all.get(name)
  if (blocks?.kind === 'hole') return [blocks]
  return blocks?.kind === 'list' ? blocks.items : []
}

function requiredWords(block: ObjectValue, name: string): readonly Word[] | Hole {
  const { kind } = block.members.get(name) ?? { kind: 'null' }
  if (kind === 'null') throw new EvaluationError(`\`${name}\` is missing`)
  return wordsOf(block, name)
}

/** Blocks by what an argument of theirs says, in its order; nothing where that is not known of all. */
function grouped<Item>(
  blocks: readonly Value[],
  label: string,
  read: (block: ObjectValue) => Item,
): ReadonlyMap<string, readonly Item[]> | undefined {
  const groups = new Map<string, Item[]>()
  for (const block of blocks) {
    const name = block.kind === 'object' ? known(requiredWord(block, label)) : undefined
    if (name === undefined || block.kind !== 'object') return undefined
    const others = groups.get(name)
    if (others === undefined) groups.set(name, [read(block)])
    else others.push(read(block))
  }
  return new Map([...groups].toSorted(([one], [other]) => byUtf8(one, other)))
}

/** The provider writes `"*"` for the identifier `*` of the type `*`, if that is all. */
function anyoneAmong(byType: ReadonlyMap<string, readonly Said[]>): Value | 'unknown' | undefined {
  const [only, ...others] = distinctBlocks(byType.get('*') ?? [])
  if (only === undefined || others.length > 0 || byType.size > 1) return undefined
  if (!isList(only.words)) return 'unknown'
  const [word, ...more] = only.words
  if (only.words.some(isSeveral)) return 'unknown'
  if (word === undefined || more.length > 0) return undefined
  const text = known(word)
  if (text === undefined) return 'unknown'
  return text === '*' ? placed(stringValue('*'), word) : undefined
}

function setOf({ words, block }: Said): Value {
  return setOfWords(words, block.members.get('identifiers')?.from)
}

/** What several blocks say of one name, as one list. */
function joined(said: readonly Said[]): Value {
  const from = said[0]?.block.from
  const open = said.flatMap(({ words }) => (isList(words) ? [] : [words]))
  const [only] = open
  if (only !== undefined && said.length === 1) return only
  if (open.length > 0) return placed(derived('several blocks', open), { from })
  return placed(tupleOf(said.flatMap(({ words }) => (isList(words) ? words : []))), { from })
}

/** Blocks stand in a set: equal ones are one. */
function distinctBlocks(all: readonly Said[]): readonly Said[] {
  return distinctBy(all, ({ words }) => keyOf(isList(words) ? listValue('tuple', words) : words))
}

/** A list of one element is that element. */
function flattened(value: Value): Value {
  const [only, ...others] = value.kind === 'list' ? value.items : []
  return only === undefined || others.length > 0 || isSeveral(only) ? value : only
}

function members<Item>(
  groups: ReadonlyMap<string, readonly Item[]>,
  read: (said: readonly Item[]) => Value,
): ObjectValue {
  return objectValue(new Map([...groups].map(([name, said]) => [name, read(said)])))
}

function placedAt<Made extends Value>(made: Made, [first]: readonly Value[]): Made {
  return placed(made, { from: first?.from })
}
