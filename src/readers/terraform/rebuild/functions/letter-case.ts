import { derived } from '../value.ts'
import { oneText } from './arguments.ts'
import { rewritten } from './known-text.ts'
import { stringOf } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { isKnown, runsOf, typeOf, type Text } from './text.ts'
import { titled } from './title.ts'
import { lower, upper } from './unicode-case.ts'

/** `lower`, `upper` and `title`. */
export const caseFunctions: FunctionTable = {
  lower: args => stringOf(mapped('lower', lower, oneText('lower', args))),
  upper: args => stringOf(mapped('upper', upper, oneText('upper', args))),
  title: args => stringOf(titled(oneText('title', args))),
}

/** Each character is mapped by itself, so what is known of a text stays known. */
function mapped(name: string, map: (text: string) => string, text: Text): Text {
  return runsOf(text).flatMap((run): Text => {
    if (!isKnown(run)) return [derived(name, [run], typeOf([run]))]
    return run.parts.map(part => rewritten(part, map(part.text)))
  })
}
