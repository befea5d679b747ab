import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { holesOf } from '../../../model/text.ts'
import type { Unknown, UnknownShape } from '../../../model/unknown.ts'
import type { ParameterDeclaration } from '../template.ts'
import { dynamicReferences } from './dynamic-references.ts'
import { listOfWords } from './lists.ts'
import { hole, holeNode, textNode, wordOf } from './node-parts.ts'
import { costOfText, spend } from './spend.ts'
import { choose, mostOptions, type Run } from './worlds.ts'

/**
 * What a parameter is: what is given, else its default, else one of its allowed values, else a hole
 * (docs/decisions/0021-templates.md). Where defaults do not count, a deployment may give any value that is allowed.
 */
export function parameterValue(run: Run, parameter: ParameterDeclaration, at: SourceLocation): Node {
  const { stack } = run
  const given = stack.given.get(parameter.name)
  const told = typeof given === 'object' ? wordOf(given) : given
  if (typeof given === 'object' && told === undefined) return fromParent(given, parameter, at)
  const word = told ?? (stack.parameters === 'default' ? defaultOf(run, parameter) : undefined)
  if (parameter.noEcho && word !== undefined && word !== '') stack.shared.secrets.add(word)
  // The value of such a parameter is the name of what is looked up when the stack is deployed.
  if (isLookedUp(parameter)) return { type: 'unknown', unknown: holeOf(parameter), at }
  const chosen = word ?? allowedValue(run, parameter)
  if (chosen === undefined) return { type: 'unknown', unknown: holeOf(parameter), at }
  const cost = costOfText(chosen.length) + (isList(parameter) ? costOfItem * chosen.split(',').length : 0)
  if (!spend(run, cost)) return holeNode(at, 'more than can be evaluated', 'unsupported-function')
  return isList(parameter) ? listOfWords(chosen, at) : textNode(at, dynamicReferences(chosen, at))
}

/** Each item has a place of its own. */
const costOfItem = 5

/** A parent gives one text for a list: what is open in it may be several items. */
function fromParent(given: Node, parameter: ParameterDeclaration, at: SourceLocation): Node {
  const [open] = given.type === 'text' ? holesOf(given.text) : []
  return open !== undefined && isList(parameter)
    ? { type: 'unknown', unknown: hole(open.at, `${parameter.name} with ${open.name}`, open.reason), at }
    : { ...given, at }
}

function defaultOf({ stack }: Run, parameter: ParameterDeclaration): string | undefined {
  if (parameter.default !== undefined && !isLookedUp(parameter)) stack.shared.defaulted.add(parameter)
  return parameter.default
}

function allowedValue(run: Run, parameter: ParameterDeclaration): string | undefined {
  const values = parameter.allowedValues
  const [only, ...others] = values
  // A list may have any of them, and several.
  if (isList(parameter)) return undefined
  if (others.length === 0) return only
  if (values.length > mostOptions) return undefined
  const id = `parameter ${parameter.name}`
  const taken = choose(run, { id, unknown: holeOf(parameter), options: values.length })
  return taken === undefined ? undefined : values[taken]
}

/** `AWS::SSM::Parameter::Value<String>` */
function isLookedUp({ type }: ParameterDeclaration): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<')
}

/** `CommaDelimitedList`, `List<Number>` */
function isList({ type }: ParameterDeclaration): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<')
}

function holeOf(parameter: ParameterDeclaration): Unknown {
  return hole(parameter.at, parameter.name, 'parameter', shapeOf(parameter))
}

/** What a pattern without any alternative lets through. */
function shapeOf({ allowedPattern: pattern = '' }: ParameterDeclaration): UnknownShape {
  if (/^\^?(?:\\d|\[0-9\])\{12\}\$?$/.test(pattern)) return 'account-id'
  return /^\^?arn:/.test(pattern) && !/[|*?]/.test(pattern.slice(0, 8)) && !pattern.includes('|')
    ? 'arn'
    : 'anything'
}
