/** Longest first; `>` is never part of a type here, since what is mutated is JavaScript. */
const marks =
  '>>>= ... === !== **= <<= >>= >>> &&= ||= ??= => == != <= >= && || ?? ?. ++ -- += -= *= /= %= &= |= ^= << >> **'.split(
    ' ',
  )

/** After these, `/` begins a regular expression, and does not divide. */
const beforeExpression = new Set(['return', 'typeof', 'case', 'in', 'of', 'new', 'throw', 'yield', 'await'])

/**
 * The tokens of a JavaScript text as `{ kind, text, at, end }`. Comments are none, and strings, templates with all that
 * stands in them, and regular expressions are one each.
 */
export function tokensOf(code) {
  const tokens = []
  let at = 0
  while (at < code.length) {
    const [kind, end] = next(code, at, tokens.at(-1))
    if (kind !== 'space') tokens.push({ kind, text: code.slice(at, end), at, end })
    at = end
  }
  return tokens
}

function next(code, at, last) {
  const sign = code[at]
  if (/\s/.test(sign)) return ['space', at + 1]
  if (isAt(code, '//', at)) return ['space', upTo(code, '\n', at)]
  if (isAt(code, '/*', at)) return ['space', upTo(code, '*/', at + 2)]
  if (sign === "'" || sign === '"') return ['string', endOfString(code, at)]
  if (sign === '`') return ['template', endOfTemplate(code, at)]
  if (sign === '/' && isExpression(last)) return ['regex', endOfRegex(code, at)]
  const [word] = /^[\w$]+/.exec(code.slice(at, at + 200)) ?? []
  if (word !== undefined) return ['word', at + word.length]
  const mark = marks.find(one => isAt(code, one, at)) ?? sign
  // `a ?.5 : b`
  return ['mark', at + (mark === '?.' && /\d/.test(code[at + 2] ?? '') ? 1 : mark.length)]
}

function isAt(code, text, at) {
  return code.startsWith(text, at) === true
}

function isExpression(last) {
  if (last === undefined) return true
  if (last.kind === 'word') return beforeExpression.has(last.text)
  return last.kind === 'mark' && ![')', ']', '}'].includes(last.text)
}

function upTo(code, text, from) {
  const found = code.indexOf(text, from)
  return found === -1 ? code.length : found + text.length
}

function endOfString(code, at) {
  let end = at + 1
  while (end < code.length && code[end] !== code[at]) end += code[end] === '\\' ? 2 : 1
  return end + 1
}

function endOfTemplate(code, at) {
  let end = at + 1
  while (end < code.length && code[end] !== '`') {
    if (isAt(code, '${', end)) end = endOfHole(code, end + 2)
    else end += code[end] === '\\' ? 2 : 1
  }
  return end + 1
}

function endOfHole(code, from) {
  let depth = 1
  let at = from
  let last
  while (depth > 0 && at < code.length) {
    const [kind, end] = next(code, at, last)
    const text = code.slice(at, end)
    if (text === '{') depth += 1
    if (text === '}') depth -= 1
    if (kind !== 'space') last = { kind, text }
    at = end
  }
  return at
}

function endOfRegex(code, at) {
  let end = at + 1
  let isClass = false
  while (end < code.length && (isClass || code[end] !== '/')) {
    if (code[end] === '[') isClass = true
    if (code[end] === ']') isClass = false
    end += code[end] === '\\' ? 2 : 1
  }
  return end + 1 + /^[a-z]*/.exec(code.slice(end + 1, end + 20))[0].length
}
