import { tokensOf } from './tokens.mjs'

/** A mark or a word that is written instead of another. */
const others = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['&&', '||'],
  ['||', '&&'],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['true', 'false'],
  ['false', 'true'],
  ['"yes"', '"no"'],
  ['"no"', '"yes"'],
  ["'yes'", "'no'"],
  ["'no'", "'yes'"],
])

const opening = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
])

/**
 * Every single change of a text, in its order: where it is, what is written there, what is told of it, and the place that
 * whoever could notice it reaches. The same program in another form of modules has the same ones.
 */
export function mutationsOf(code, from = 0, to = code.length) {
  const tokens = tokensOf(code.slice(from, to)).map(({ kind, text, at, end }) => ({
    kind,
    text,
    at: at + from,
    end: end + from,
  }))
  const closing = closingOf(tokens)
  return tokens.flatMap((token, index) => {
    const changes = [replaced(token, tokens[index - 1], tokens[index + 1])]
    if (token.kind === 'mark')
      changes.push(swapped(code, tokens, closing, index), dropped(tokens, closing, index))
    if (token.kind === 'word') changes.push(skipped(tokens, closing, index))
    const reached = branching.has(token.text) ? beginOf(tokens, index) : insideOf(tokens, closing, index).at
    return changes.filter(change => change !== undefined).map(change => ({ ...change, reached }))
  })
}

/** V8 counts these marks as part of what comes after them, which is not reached where another mark would reach it. */
const branching = new Set(['&&', '||', '?'])

/** A filter matters only where its function is called, which is after the arrow. */
function insideOf(tokens, closing, index) {
  if (tokens[index].text !== '.' || tokens[index + 1]?.text !== 'filter' || tokens[index + 2]?.text !== '(')
    return tokens[index]
  const arrow = tokens.findIndex(({ text }, at) => at > index + 2 && text === '=>')
  return arrow === -1 || arrow > closing.get(index + 2) ? tokens[index] : tokens[arrow + 1]
}

/** Where the expression begins that goes on with a mark. */
function beginOf(tokens, index) {
  let open = 0
  let begin = index
  while (begin > 0) {
    const { kind, text } = tokens[begin - 1]
    if (kind === 'mark' && [')', ']', '}'].includes(text)) open += 1
    if (kind === 'mark' && opening.has(text)) open -= 1
    if (open < 0 || (open === 0 && isBefore(kind, text))) break
    begin -= 1
  }
  return tokens[begin].at
}

function isBefore(kind, text) {
  return kind === 'mark'
    ? [',', ';', ':', '?', '=', '=>'].includes(text)
    : text === 'return' || text === 'throw'
}

/** The text with the change made. */
export function mutated(code, { at, end, write }) {
  return code.slice(0, at) + write + code.slice(end)
}

function replaced({ kind, text, at, end }, before, after) {
  if (kind === 'mark' && text === '!') return { at, end, write: '', says: '! dropped' }
  if (kind === 'word' && (text === 'some' || text === 'every') && isCall(before, after))
    return {
      at,
      end,
      write: text === 'some' ? 'every' : 'some',
      says: `${text} → ${text === 'some' ? 'every' : 'some'}`,
    }
  const isMember = before?.text === '.' || (kind !== 'string' && after?.text === ':' && before?.text !== '?')
  const other = kind === 'word' && isMember ? undefined : others.get(text)
  return other === undefined ? undefined : { at, end, write: other, says: `${text} → ${other}` }
}

function isCall(before, after) {
  return (before?.text === '.' || before?.text === '?.') && after?.text === '('
}

/** `? a : b` → `? b : a` */
function swapped(code, tokens, closing, index) {
  if (tokens[index].text !== '?') return undefined
  const colon = endOf(tokens, closing, index + 1, 1)
  const end = endOf(tokens, closing, colon + 1, 0)
  const one = code.slice(tokens[index].end, tokens[colon].at).trim()
  const other = code.slice(tokens[colon].end, tokens[end].at).trim()
  // A function needs no brackets where it stands last, and none is written to break off the line.
  const write = ` ${other} : ${one}`
  return { at: tokens[index].end, end: tokens[end].at, write, says: '? : swapped' }
}

/** Where an expression ends: at the colon of its condition, or at what closes or parts what holds it. */
function endOf(tokens, closing, from, open) {
  let conditions = open
  for (let index = from; index < tokens.length; index += 1) {
    const { kind, text } = tokens[index]
    if (kind !== 'mark') continue
    if (opening.has(text)) index = closing.get(index)
    else if (text === '?') conditions += 1
    else if (text === ':') {
      conditions -= 1
      if (conditions === 0 && open === 1) return index
      if (conditions < 0) return index
    } else if ([',', ';', ')', ']', '}'].includes(text)) return index
  }
  throw new Error('a condition without an end')
}

/** `.filter(…)` dropped. */
function dropped(tokens, closing, index) {
  if (tokens[index].text !== '.' || tokens[index + 1]?.text !== 'filter' || tokens[index + 2]?.text !== '(')
    return undefined
  const end = tokens[closing.get(index + 2)].end
  return { at: tokens[index].at, end, write: '', says: 'filter dropped' }
}

/** `if (…)` that never holds. */
function skipped(tokens, closing, index) {
  if (tokens[index].text !== 'if' || tokens[index + 1]?.text !== '(') return undefined
  return { at: tokens[index + 1].end, end: tokens[closing.get(index + 1)].at, write: 'false', says: 'never' }
}

function closingOf(tokens) {
  const open = []
  const closing = new Map()
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue
    if (opening.has(text)) open.push(index)
    else if (text === ')' || text === ']' || text === '}') closing.set(open.pop(), index)
  }
  return closing
}
