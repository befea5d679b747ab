import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const usage = fileURLToPath(new URL('usage.cjs', import.meta.url))

/** CPU time and peak memory of one run of Node, in a folder. Throws when it ends otherwise than expected. */
export function measure(args, exitCodes = [0], cwd) {
  const run = spawnSync(process.execPath, ['--require', usage, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    cwd,
  })
  if (!exitCodes.includes(run.status))
    throw new Error(`${args.join(' ')} exited ${run.status}: ${run.stderr}`)
  return JSON.parse(run.output[3])
}

/** The middle of several values. */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]
}
