/**
 * What the access graph costs for n keys that each delegate to their account, and n roles: each role names the ARN of
 * one key, or `*`. Exits 1 when four times as many cost more than eight times as much.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { keyArn, roleArn, worldOf } from './key-world.mjs'
import { median } from './measure.mjs'

const sizes = [250, 500, 1000, 2000, 4000]
const forms = [
  { name: 'each role names the ARN of its key', resource: keyArn, named: () => [] },
  { name: 'each role has `Resource: "*"`', resource: () => '*', named: () => [] },
  {
    name: 'each role has `Resource: "*"`, and each key names a role of its own',
    resource: () => '*',
    named: index => [roleArn(index)],
  },
]
/** Where the cost is that of the work, and no longer of what V8 compiles while it goes on. */
const judged = [1000, 4000]
const limit = 8
/** Below these, in milliseconds and MiB, a difference is the noise of the machine. */
const noise = { time: 20, mebibytes: 4 }

/** The graph as the source has it: it is no part of what the package exports. */
async function loadGraph() {
  const folder = mkdtempSync(join(tmpdir(), 'keyplan-bench-'))
  const outfile = join(folder, 'graph.mjs')
  const contents = `export { resolve } from './src/access/graph.ts'
    export { readPolicyText } from './src/policy/read-policy.ts'
    export { emptyInventory } from './src/model/inventory.ts'`
  const resolveDir = fileURLToPath(new URL('..', import.meta.url))
  try {
    await build({ stdin: { contents, resolveDir }, outfile, bundle: true, format: 'esm', platform: 'node' })
    return await import(outfile)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const graph = await loadGraph()

/** CPU time of a call, in milliseconds, and what it returns. */
function timed(call) {
  const start = process.cpuUsage()
  const result = call()
  const { user, system } = process.cpuUsage(start)
  return { milliseconds: (user + system) / 1000, result }
}

/** Accesses of roles to all keys, those of a kind counted once for each list of them. */
function listAll({ keys, everyAccessTo }) {
  const lists = new Set()
  let accesses = 0
  const count = list => {
    for (const { principal } of list) if (principal.kind === 'role') accesses += 1
  }
  for (const key of keys) {
    const { own, shared } = everyAccessTo(key)
    count(own)
    if (!lists.has(shared)) count(shared)
    lists.add(shared)
  }
  return accesses
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

function heap() {
  collectGarbage()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** One world anew: nothing that an earlier run remembers may serve this one. */
function measureOnce(count, form) {
  const inventory = worldOf(count, form, graph)
  const before = heap()
  const resolving = timed(() => graph.resolve([inventory]))
  const listing = timed(() => listAll(resolving.result))
  const mebibytes = heap() - before
  if (listing.result < count) throw new Error(`${count} roles have ${listing.result} accesses`)
  return {
    resolving: resolving.milliseconds,
    listing: listing.milliseconds,
    accesses: listing.result,
    mebibytes,
  }
}

/** The least of three: what a busy machine or a compiling V8 adds is no cost of the graph. */
function measured(count, form) {
  const runs = Array.from({ length: 3 }, () => measureOnce(count, form))
  const least = unit => Math.min(...runs.map(run => run[unit]))
  return {
    time: least('resolving') + least('listing'),
    resolving: least('resolving'),
    listing: least('listing'),
    mebibytes: median(runs.map(run => run.mebibytes)),
    accesses: runs[0].accesses,
  }
}

/** Prints the curve of one form; whether its cost grows with the number of keys, and not with its square. */
function isLinear(form) {
  process.stdout.write(`${form.name}\n`)
  const costs = new Map()
  for (const count of sizes) {
    const cost = measured(count, form)
    costs.set(count, cost)
    process.stdout.write(
      `  ${count} keys × ${count} roles: resolve ${cost.resolving.toFixed(0)} ms, list ${cost.listing.toFixed(0)} ms, ` +
        `${cost.mebibytes.toFixed(1)} MiB, ${cost.accesses} accesses\n`,
    )
  }
  const [few, many] = judged.map(count => costs.get(count))
  const grown = unit => Math.max(many[unit], noise[unit]) / Math.max(few[unit], noise[unit])
  process.stdout.write(
    `  from ${judged[0]} to ${judged[1]}: ${grown('time').toFixed(1)} times the time, ` +
      `${grown('mebibytes').toFixed(1)} times the memory (limit ${limit})\n`,
  )
  return grown('time') <= limit && grown('mebibytes') <= limit
}

for (const form of forms) {
  // A machine that others use too can be too noisy once; a curve that is too steep is so each time.
  if (!isLinear(form) && !isLinear(form)) process.exitCode = 1
}
