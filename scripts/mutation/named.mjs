/** How much of the line is shown on either side of what is changed. */
const around = 45

/** What each change is called: the declaration it is in, what stands around it, and the change. Lines may move. */
export function named(code, changes) {
  const seen = new Map()
  return changes.map(({ at, end, says }) => {
    const name = `${declarationAt(code, at)}: ${lineAround(code, at, end)} [${says}]`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} #${count}`
  })
}

function declarationAt(code, at) {
  const before = code.slice(0, at)
  const found = [...before.matchAll(/^(?:export )?(?:async )?(?:const|let|function\*?) (\w+)/gm)].at(-1)
  return found?.[1] ?? 'module'
}

function lineAround(code, at, end) {
  const from = Math.max(code.lastIndexOf('\n', at - 1) + 1, at - around)
  const line = code.indexOf('\n', end)
  const to = Math.min(line === -1 ? code.length : line, end + around)
  const changed = code.slice(at, end).replace(/\s+/g, ' ')
  const short = changed.length > 2 * around ? `${changed.slice(0, 2 * around)}…` : changed
  return `${code.slice(from, at).trimStart()}«${short}»${code.slice(end, to).trimEnd()}`
}
