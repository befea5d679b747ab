/** A file of Terraform's configuration language, or one that it reads. */
export interface SourceFile {
  /** As people are shown it. */
  readonly path: string
  /** Without a byte-order mark. */
  readonly text: string
}

/** A part of a source file, by offsets in UTF-16 units. */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  /** Behind the last character. */
  readonly end: number
}

/** A part of a file in lines: 1-based, columns in UTF-16 units as SARIF counts them. */
export interface Lines {
  readonly line: number
  readonly column: number
  readonly endLine: number
}

const starts = new WeakMap<SourceFile, readonly number[]>()

/** The lines of a part of a file. The lines of each file are counted once. */
export function linesOf({ file, start, end }: Span): Lines {
  const line = lineAt(file, start)
  const lastOffset = Math.max(start, end - 1)
  return {
    line: line + 1,
    column: start - (startsOf(file)[line] ?? 0) + 1,
    endLine: lineAt(file, lastOffset) + 1,
  }
}

function startsOf(file: SourceFile): readonly number[] {
  const known = starts.get(file)
  if (known !== undefined) return known
  const found = [0]
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) found.push(at + 1)
  starts.set(file, found)
  return found
}

/** The 0-based line that holds an offset. */
function lineAt(file: SourceFile, offset: number): number {
  const lines = startsOf(file)
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lines[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
