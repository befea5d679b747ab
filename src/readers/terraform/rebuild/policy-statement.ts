import { conditionOf, principalsOf } from './policy-blocks.ts'
import { isList, known, setOfWords, withVariables, wordOf, wordsOf, type Word } from './policy-strings.ts'
import { placed } from './several.ts'
import { derived, EvaluationError, objectValue, stringValue, type ObjectValue, type Value } from './value.ts'

/** A `statement` block as the provider writes it into the document. */
export function statementOf(block: ObjectValue, version: string | undefined): ObjectValue {
  const members = new Map<string, Value>()
  const set = (element: string, value: Value | undefined) => {
    if (value !== undefined) members.set(element, value)
  }
  set('Sid', optionalWord(block, 'sid'))
  set('Effect', effectOf(block))
  set('Action', patternsOf(block, 'actions'))
  set('NotAction', patternsOf(block, 'not_actions'))
  set('Resource', patternsOf(block, 'resources', version))
  set('NotResource', patternsOf(block, 'not_resources', version))
  set('Principal', principalsOf(block, 'principals', version))
  set('NotPrincipal', principalsOf(block, 'not_principals', version))
  set('Condition', conditionOf(block, version))
  return placed(objectValue(members), block)
}

/** An argument that counts as absent when it is empty; a hole can turn out to be that. */
export function optionalWord(block: ObjectValue, name: string): Word | undefined {
  const word = wordOf(block, name)
  if (word === undefined || known(word) === '') return undefined
  return orNothing(word, name)
}

function effectOf(block: ObjectValue): Value {
  const word = wordOf(block, 'effect')
  if (word === undefined) return stringValue('Allow')
  const effect = known(word)
  if (effect !== undefined && effect !== 'Allow' && effect !== 'Deny') {
    throw new EvaluationError('`effect` is neither `Allow` nor `Deny`')
  }
  return orNothing(word, 'effect')
}

/** What can be null is not the hole that stands in the argument: the provider has a default. */
function orNothing(word: Word, name: string): Word {
  if (word.kind !== 'hole' || word.type === 'text') return word
  return placed(derived(`\`${name}\``, [word], 'string'), word)
}

function patternsOf(block: ObjectValue, name: string, version?: string): Value | undefined {
  const words = wordsOf(block, name)
  if (isList(words) && words.length === 0) return undefined
  const isResource = name.endsWith('resources')
  return setOfWords(isResource ? withVariables(words, version) : words, block.members.get(name)?.from)
}
