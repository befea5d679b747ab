import { toStringValue } from './convert.ts'
import { byUtf8 } from './order.ts'
import { elementsOf, isSeveral, placed, tupleOf } from './several.ts'
import { keyOf } from './value-key.ts'
import {
  derived,
  EvaluationError,
  knownText,
  type Hole,
  type JsonValue,
  type ObjectValue,
  type StringValue,
  type Value,
} from './value.ts'

/** A string of a policy, or a hole in place of one. */
export type Word = StringValue | JsonValue | Hole

/** An argument of a block; nothing where it is not set. */
export function given({ members }: ObjectValue, name: string): Value | undefined {
  const value = members.get(name)
  return value === undefined || value.kind === 'null' ? undefined : value
}

/** An argument that holds one string; nothing where it is not set. */
export function wordOf(block: ObjectValue, name: string): Word | undefined {
  const value = given(block, name)
  return value === undefined ? undefined : asWord(value)
}

/** An argument that a block must have. */
export function requiredWord(block: ObjectValue, name: string): Word {
  const word = wordOf(block, name)
  if (word === undefined) throw new EvaluationError(`\`${name}\` is missing`)
  return word
}

/** A string that is known. */
export function known(word: Word | undefined): string | undefined {
  return word === undefined ? undefined : knownText(word)
}

/** What a value is as a string; a null is refused, as the provider's schema does. */
function asWord(value: Value): Word {
  const word = toStringValue(value)
  if (word.kind === 'null') throw new EvaluationError('a null stands where a string must')
  return placed(word, { from: word.from ?? value.from, sensitive: value.sensitive })
}

/** The elements of an argument that is a list or set of strings; a hole where it is one as a whole. */
export function wordsOf(block: ObjectValue, name: string): readonly Word[] | Hole {
  const value = given(block, name)
  if (value === undefined) return []
  if (value.kind === 'hole') return placed(derived(`\`${name}\``, [value]), value)
  if (value.kind !== 'list') throw new EvaluationError(`\`${name}\` is no list of strings`)
  return elementsOf(value).map(item => (isSeveralHole(item) ? item : asWord(marked(item, value))))
}

function isSeveralHole(value: Value): value is Hole {
  return isSeveral(value)
}

function marked(item: Value, { sensitive }: Value): Value {
  return placed(item, { sensitive })
}

/** A set as the provider writes it: one element stands alone, others in reverse order; what has no place comes last. */
export function setOfWords(words: readonly Word[] | Hole, from: Value['from']): Value {
  if (!isList(words)) return words
  const distinct = distinctWords(words)
  const [only, ...others] = distinct
  if (only !== undefined && others.length === 0 && !isSeveral(only)) return only
  return placed(tupleOf(inReverse(distinct)), { from })
}

/** Whether the elements are there, and no hole in their place. */
export function isList(words: readonly Word[] | Hole): words is readonly Word[] {
  return !('kind' in words)
}

/** Known ones in the reverse order of their bytes, before those that no order can be told of. */
export function inReverse(words: readonly Word[]): readonly Word[] {
  const texts = words.flatMap(word => {
    const text = knownText(word)
    return text === undefined ? [] : [{ word, text }]
  })
  const sorted = texts.toSorted((one, other) => byUtf8(other.text, one.text))
  return [...sorted.map(({ word }) => word), ...words.filter(word => knownText(word) === undefined)]
}

/** Each once, as far as two are certain to be equal. */
export function distinctWords(words: readonly Word[]): readonly Word[] {
  return distinctBy(words, keyOf)
}

/** The first ones of each key. */
export function distinctBy<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  const found = new Map<string, Item>()
  for (const item of items) {
    const identity = key(item)
    if (!found.has(identity)) found.set(identity, item)
  }
  return [...found.values()]
}

/**
 * `&{` stands for `${`, which Terraform would take for its own; documents of 2008 have no variables.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function withVariables(
  words: readonly Word[] | Hole,
  version: string | undefined,
): readonly Word[] | Hole {
  if (!isList(words)) return words
  return words.map(word => {
    if (word.kind !== 'string' || !word.parts.some(part => part.kind === 'text' && part.text.includes('&{')))
      return word
    if (version === '2008-10-17') throw new EvaluationError('`&{` stands in a document of version 2008-10-17')
    const parts = word.parts.map(part =>
      part.kind === 'text' ? { ...part, text: part.text.replaceAll('&{', '${') } : part,
    )
    return { ...word, parts }
  })
}
