/** What a plan of 100 MB costs, against reading it and parsing all of it with JSON.parse. */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure } from './measure.mjs'
import { planChunks } from './plan.mjs'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'keyplan-bench-'))

try {
  const plan = join(folder, 'plan.json')
  const file = openSync(plan, 'w')
  for (const chunk of planChunks({ keys: 1_000, others: 29_000 })) writeSync(file, chunk)
  closeSync(file)
  const parse = `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(plan)}, 'utf8'))`
  const parsing = measure(['--eval', parse])
  const checking = measure([cli, 'check', plan], [0, 1])
  process.stdout.write(`a plan of ${(statSync(plan).size / 1e6).toFixed(0)} MB with 1,000 keys\n`)
  process.stdout.write(`reading and JSON.parse: ${show(parsing)}\nkeyplan check: ${show(checking)}\n`)
  const [time, memory] = ['milliseconds', 'mebibytes'].map(unit =>
    (checking[unit] / parsing[unit]).toFixed(2),
  )
  process.stdout.write(`ratio: ${time} of the time, ${memory} of the memory\n`)
} finally {
  rmSync(folder, { recursive: true })
}

function show({ milliseconds, mebibytes }) {
  return `${(milliseconds / 1000).toFixed(2)} s CPU, ${mebibytes.toFixed(0)} MiB`
}
