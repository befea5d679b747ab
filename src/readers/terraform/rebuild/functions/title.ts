import { derived } from '../value.ts'
import { rewritten } from './known-text.ts'
import { stringOf } from './string-of.ts'
import { isKnown, partsOfRun, runsOf, typeOf, type Text } from './text.ts'
import { titleOf } from './unicode-case.ts'

/** The letters that begin a word in upper case. What follows a hole hangs on how it ends. */
export function titled(text: Text): Text {
  const written: Text[] = []
  const runs = runsOf(text)
  let before = ' '
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]
    if (isKnown(run)) {
      for (const part of run.parts) {
        written.push([rewritten(part, capitalized(part.text, before))])
        before = lastOf(part.text)
      }
    } else if (next === undefined || (isKnown(next) && isSeparator(next.text))) {
      written.push([derived(`title after ${JSON.stringify(before)}`, [run], typeOf([run]))])
    } else {
      const rest = runs.slice(index).flatMap(partsOfRun)
      written.push([derived(`title after ${JSON.stringify(before)}`, [stringOf(rest)], typeOf(rest))])
      break
    }
  }
  return written.flat()
}

function capitalized(text: string, before: string): string {
  let last = before
  return text.replace(/./gsu, character => {
    const mapped = isSeparator(last) ? titleOf(character) : character
    last = character
    return mapped
  })
}

/** What separates words in Go's `strings.Title`: https://pkg.go.dev/strings#Title */
function isSeparator(text: string): boolean {
  return /^(?:[^\p{L}\p{Nd}_\u{80}-\u{10ffff}]|\p{White_Space})/u.test(text)
}

function lastOf(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? ''
}
