import { visible, visibleLines } from './visible.ts'

// What GitHub's Markdown gives a meaning inside a line, `$` of formulas among it, and what GitHub makes a link of.
// An underscore inside a word is only that.
const marks = /[&<>|\\`*[\]~$@#]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])|:\/\/|www\./gi

/** An untrusted text as Markdown for a table cell or a line; what stands in backticks is shown as code. */
export function prose(text: string): string {
  const parts = visible(text).split('`')
  // An odd backtick out is a character like any other.
  if (parts.length % 2 === 0) return plain(parts.join('`'))
  return parts.map((part, index) => (index % 2 === 0 || part === '' ? plain(part) : element(part))).join('')
}

/** An untrusted text as code: an address, an account, a file. */
export function code(text: string): string {
  return text === '' ? '' : element(visible(text))
}

/** A text with lines of its own, such as a statement to paste, within one table cell. */
export function proseLines(text: string): string {
  return visibleLines(text)
    .map(line => '&nbsp;'.repeat(Math.min(/^ */.exec(line)?.[0].length ?? 0, 40)) + prose(line.trimStart()))
    .join('<br>')
}

/** A link when the address is one of the web, else the text alone. */
export function link(text: string, address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return prose(text)
  return `[${prose(text)}](${url.href.replace(/[()<>|`\\*_~$]/g, percent).replaceAll('&', '&amp;')})`
}

function element(shown: string): string {
  return `<code>${plain(shown)}</code>`
}

function plain(shown: string): string {
  return shown.replace(marks, inert)
}

function inert(mark: string): string {
  // Entities are decoded before GitHub looks for mentions, issues and addresses: only an element keeps these plain.
  if (mark === '@' || mark === '#') return `<span>${mark}</span>`
  if (mark === '://') return ':<span>/</span>/'
  if (mark.length > 1) return `${mark.slice(0, -1)}<span>.</span>`
  return `&#${mark.charCodeAt(0)};`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`
}
