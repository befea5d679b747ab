import { derived, unsupported, type Value } from '../value.ts'
import { oneText } from './arguments.ts'
import { sliceOf } from './known-text.ts'
import { stringOf } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { isKnown, knownOf, runsOf, type Text } from './text.ts'

/**
 * `basename`, `dirname`, `abspath` and `pathexpand` as they are where `/` separates folders. What hangs on the working
 * directory or the home of a user is not told.
 * https://developer.hashicorp.com/terraform/language/functions/basename
 */
export const pathFunctions: FunctionTable = {
  basename: args => basename(args, oneText('basename', args)),
  dirname: args => ofKnownPath('dirname', args, path => cleaned(path.slice(0, path.lastIndexOf('/') + 1))),
  abspath: args => ofKnownPath('abspath', args, path => (path.startsWith('/') ? cleaned(path) : undefined)),
  pathexpand: args => {
    const text = oneText('pathexpand', args)
    const [first] = runsOf(text)
    if (first !== undefined && !isKnown(first)) return derived('pathexpand', args, 'string')
    return first?.text.startsWith('~') === true ? unsupported('pathexpand(…)', args, 'text') : stringOf(text)
  },
}

function ofKnownPath(
  name: string,
  args: readonly Value[],
  compute: (path: string) => string | undefined,
): Value {
  const known = knownOf(oneText(name, args))
  if (known === undefined) return derived(name, args, 'text')
  const path = compute(known.text)
  if (path === undefined) return unsupported(`${name}(…)`, args, 'text')
  return stringOf([{ kind: 'text', text: path }])
}

/** What stands behind the last slash, slashes at the end apart. */
function basename(args: readonly Value[], text: Text): Value {
  const runs = runsOf(text)
  const last = runs.at(-1)
  if (last === undefined) return stringOf([{ kind: 'text', text: '.' }])
  if (!isKnown(last)) return derived('basename', args, 'text')
  const end = endWithoutSlashes(last.text)
  const start = last.text.lastIndexOf('/', end - 1) + 1
  if (end > 0 && (start > 0 || runs.length === 1)) return stringOf(sliceOf(last, start, end))
  return runs.length === 1 ? stringOf([{ kind: 'text', text: '/' }]) : derived('basename', args, 'text')
}

function endWithoutSlashes(path: string): number {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end -= 1
  return end
}

/** The shortest path of the same meaning: https://pkg.go.dev/path#Clean */
function cleaned(path: string): string {
  const isRooted = path.startsWith('/')
  const kept: string[] = []
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') kept.push(step)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!isRooted) kept.push(step)
  }
  const joined = kept.join('/')
  if (isRooted) return `/${joined}`
  return joined === '' ? '.' : joined
}
