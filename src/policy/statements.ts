import type { Node, ObjectNode } from '../model/node.ts'
import { member } from '../model/node.ts'
import type { Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Listed, NamedPrincipal, Pattern, Problem, Statement } from '../model/statement.ts'
import { literal, showText, text, type Text } from '../model/text.ts'
import type { Knowable, Unknown } from '../model/unknown.ts'
import { readConditions } from './conditions.ts'
import { elementOf, lastOfEach } from './members.ts'
import { awsPrincipal, servicePrincipal, unusable } from './principals.ts'
import { withVariables } from './variables.ts'

/** A statement, or the hole that stands for it, and what the grammar objects to. */
export type StatementReading =
  | { readonly statement: Statement; readonly problems: readonly Problem[] }
  | { readonly hole: Unknown; readonly problems: readonly Problem[] }

/** The elements of a statement, by name. */
export const statementElements: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

/** Reads one statement, with or without policy variables: the version of the document decides. */
export function readStatement(node: Node, variables: boolean): StatementReading {
  if (node.type === 'unknown') return { hole: node.unknown, problems: [] }
  if (node.type !== 'object') {
    const says = 'a statement is no JSON object'
    return { hole: malformed(says, node.at), problems: [{ code: 'wrong-type', says, at: node.at }] }
  }
  const problems: Problem[] = []
  const sid = member(node, 'Sid')
  const principals = readPrincipals(node, problems)
  const actions = readPatterns(node, 'Action', problems)
  const resources = readResources(node, variables, problems)
  const block = readConditions(member(node, 'Condition'), variables)
  const strange = strangeElements(node)
  for (const problem of [...block.problems, ...strange.problems]) problems.push(problem)
  const statement: Statement = {
    ...(sid?.type === 'text' ? { sid: showText(sid.text) } : {}),
    effect: readEffect(node, problems),
    ...(principals === undefined ? {} : { principals }),
    ...(actions === undefined ? {} : { actions }),
    ...(resources === undefined ? {} : { resources }),
    conditions: block.conditions,
    conditionHoles: [...block.holes, ...strange.holes],
    at: node.at,
  }
  return { statement, problems }
}

function readEffect(node: ObjectNode, problems: Problem[]): Knowable<'Allow' | 'Deny'> {
  const effect = member(node, 'Effect')
  if (effect?.type === 'unknown') return effect.unknown
  const word = effect?.type === 'text' ? literal(effect.text) : undefined
  if (word === 'Allow' || word === 'Deny') return word
  if (effect?.type === 'text' && word === undefined) return malformed('`Effect` is not known', effect.at)
  if (effect === undefined) {
    problems.push({ code: 'missing-element', says: 'it has no `Effect`', at: node.at })
    return malformed('the statement has no `Effect`', node.at)
  }
  problems.push(invalidEffect(word, effect.at))
  return malformed('`Effect` is neither `Allow` nor `Deny`', effect.at)
}

/** AWS knows these two words in this spelling alone. */
function invalidEffect(word: string | undefined, at: SourceLocation): Problem {
  const meant = /^(?:allow|deny)$/i.exec(word?.trim() ?? '')?.[0].toLowerCase()
  const instead = meant === undefined ? undefined : meant === 'allow' ? 'Allow' : 'Deny'
  const written = word === undefined ? 'is no text' : `is \`${word}\``
  const says =
    instead === undefined
      ? `its \`Effect\` ${written}, neither \`Allow\` nor \`Deny\``
      : `its \`Effect\` ${written}, which AWS spells \`${instead}\``
  return { code: 'invalid-effect', says, at, ...(instead === undefined ? {} : { instead }) }
}

function readPatterns(
  node: ObjectNode,
  name: 'Action' | 'Resource',
  problems: Problem[],
): Listed<Pattern> | undefined {
  const { positive, element } = eitherOf(node, name, problems)
  if (element === undefined) return undefined
  const items = itemsOf(element).map(item => ({ text: textOf(item), at: item.at }))
  return { negated: positive === undefined, items, at: element.at }
}

function readResources(
  node: ObjectNode,
  variables: boolean,
  problems: Problem[],
): Listed<Pattern> | undefined {
  const read = readPatterns(node, 'Resource', problems)
  if (read === undefined || !variables) return read
  return { ...read, items: read.items.map(item => ({ ...item, text: withVariables(item.text, item.at) })) }
}

function readPrincipals(node: ObjectNode, problems: Problem[]): Listed<NamedPrincipal> | undefined {
  const { positive, element } = eitherOf(node, 'Principal', problems)
  if (element === undefined) return undefined
  const items = namedPrincipals(element, problems)
  return { negated: positive === undefined, items, at: element.at }
}

/** An element or its negation: AWS refuses a statement that has both. */
function eitherOf(
  node: ObjectNode,
  name: 'Action' | 'Resource' | 'Principal',
  problems: Problem[],
): { readonly positive: Node | undefined; readonly element: Node | undefined } {
  const positive = elementOf(node, name)
  const negative = elementOf(node, `Not${name}`)
  if (positive !== undefined && negative !== undefined) {
    const says = `it has both \`${name}\` and \`Not${name}\``
    problems.push({ code: 'element-combination', says, at: negative.at })
  }
  return { positive, element: positive ?? negative }
}

function namedPrincipals(element: Node, problems: Problem[]): readonly NamedPrincipal[] {
  if (element.type === 'object') {
    return lastOfEach(element.members).flatMap(({ name, value }) =>
      itemsOf(value).map(item => {
        noteNumber(item, problems)
        return { principal: principalOf(name, item), at: item.at }
      }),
    )
  }
  return itemsOf(element).map(item => ({ principal: bare(item), at: item.at }))
}

/** `Principal: "*"`; any other bare string is refused by AWS. */
function bare(item: Node): Principal {
  if (item.type === 'unknown') return { kind: 'unknown', unknown: item.unknown }
  const written = textOf(item)
  return literal(written) === '*'
    ? { kind: 'everyone' }
    : unusable(written, 'it stands under no `AWS` or `Service`')
}

function principalOf(kind: string, item: Node): Principal {
  const isTyped = kind === 'Service' || kind === 'Federated'
  if (item.type === 'unknown' && !isTyped) return awsPrincipal([item.unknown])
  const written = textOf(item)
  switch (kind) {
    case 'AWS':
      return awsPrincipal(written)
    case 'Service':
      return servicePrincipal(written)
    case 'Federated':
      return { kind: 'federated', provider: written }
    case 'CanonicalUser':
      return unusable(written, 'a canonical user is for bucket policies only')
    default:
      return strangePrincipal(kind, item, written)
  }
}

/** AWS refuses `aws` and `service`; whom they would admit must not be overlooked. */
function strangePrincipal(kind: string, item: Node, written: Text): Principal {
  const says = `\`${kind}\` is no kind of principal`
  return /^(?:aws|service)$/i.test(kind)
    ? { kind: 'unknown', unknown: malformed(says, item.at) }
    : unusable(written, says)
}

/** One that has lost its first zeros is no account id any more, and told as such. */
function noteNumber(item: Node, problems: Problem[]): void {
  if (item.type !== 'literal' || !/^\d{12}$/.test(String(item.value))) return
  const says = `it has the account id ${String(item.value)} without quotes`
  problems.push({ code: 'number-for-account-id', says, at: item.at })
}

function itemsOf(node: Node): readonly Node[] {
  return node.type === 'array' ? node.items : [node]
}

/** A string with its holes; other JSON values as AWS would never match them, but never as a wildcard. */
function textOf(node: Node): Text {
  switch (node.type) {
    case 'text':
      return node.text
    case 'unknown':
      return [node.unknown]
    case 'literal':
      return text(String(node.value))
    case 'object':
    case 'array':
      return [malformed('a string was expected', node.at)]
  }
}

/** What an element of another name may mean is unknown: `condition` in lower case would narrow the statement. */
function strangeElements(node: ObjectNode): { problems: readonly Problem[]; holes: readonly Unknown[] } {
  const strange = node.members.filter(({ name }) => !statementElements.has(name))
  return {
    problems: strange.map(({ name, value }) => ({
      code: 'unknown-element',
      says: noElement(name),
      at: value.at,
    })),
    holes: strange.map(({ name, value }) => malformed(noElement(name), value.at)),
  }
}

function noElement(name: string): string {
  return `\`${name}\` is no element of a statement`
}

function malformed(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'malformed', name, shape: 'anything', at }
}
