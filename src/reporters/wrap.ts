// Quoted instance keys (`["a b"]`) and code in backticks are one word each, so that an address can be copied.
const words = /(?:\["(?:[^"\\]|\\.)*"\]|`[^`]*`|[^ ])+/g

/** The text in lines of at most so many columns, broken at spaces alone: a longer word stands whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(words) ?? []) {
    if (line === '') line = word
    else if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}
