/** How much more than an empty script a start costs, in CPU time on the same Node. Exits 1 above the limits. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure } from './measure.mjs'
import { planChunks } from './plan.mjs'

const repetitions = 21
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'keyplan-bench-'))
const plan = join(folder, 'plan.json')
const empty = join(folder, 'empty.mjs')
writeFileSync(empty, '')
writeFileSync(plan, [...planChunks({ keys: 1, others: 0 })].join(''))

const subjects = [
  { name: 'an empty script', args: [empty] },
  { name: 'keyplan --version', args: [cli, '--version'], limit: 1.3 },
  { name: 'keyplan check of one key', args: [cli, 'check', plan], limit: 1.6 },
]

/** A third of the runs, the quickest, in the middle: what a busy machine adds is no cost of a start. */
function quickest(times) {
  const third = times.toSorted((one, other) => one - other).slice(0, Math.ceil(times.length / 3))
  return third.reduce((sum, time) => sum + time, 0) / third.length
}

/** CPU times; one of each subject in turn, so that a busy moment of the machine falls on all of them alike. */
function quickestOfEach() {
  const times = subjects.map(() => [])
  for (let round = 0; round < repetitions; round += 1) {
    subjects.forEach(({ args }, index) => times[index].push(measure(args, [0]).milliseconds))
  }
  return times.map(quickest)
}

/** Prints what a start costs; whether all ratios are within their limits. */
function withinLimits() {
  const [base, ...others] = quickestOfEach()
  process.stdout.write(`${subjects[0].name}: ${base.toFixed(0)} ms CPU\n`)
  const ratios = others.map((time, index) => {
    const { name, limit } = subjects[index + 1]
    const ratio = time / base
    process.stdout.write(`${name}: ${time.toFixed(0)} ms CPU, ${ratio.toFixed(2)} times (limit ${limit})\n`)
    return ratio <= limit
  })
  return ratios.every(within => within)
}

try {
  // A machine that others use too can be too noisy once; a start that is too dear is so each time.
  if (!withinLimits() && !withinLimits() && !withinLimits()) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
