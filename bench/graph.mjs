/**
 * What the access graph costs for n keys that each delegate to their account, and n roles: each role names the ARN of
 * one key, or `*`. Exits 1 when twice as many cost more than three times as much.
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
const limit = 3
/** Below these, in milliseconds and MiB, a difference is the noise of the machine. */
const noise = { time: 20, memory: 4 }

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

function measured(count, form) {
  const runs = Array.from({ length: 3 }, () => measureOnce(count, form))
  const middle = unit => median(runs.map(run => run[unit]))
  return {
    resolving: middle('resolving'),
    listing: middle('listing'),
    mebibytes: middle('mebibytes'),
    accesses: runs[0].accesses,
  }
}

/** How many times as much the second costs. */
function growth(one, other, least) {
  return Math.max(other, least) / Math.max(one, least)
}

/** Prints the curve of one form; whether no doubling costs too much. */
function isLinear(form) {
  process.stdout.write(`${form.name}\n`)
  // What the first world compiles, the others find compiled.
  measureOnce(sizes[0], form)
  let last
  for (const count of sizes) {
    const one = measured(count, form)
    const time = one.resolving + one.listing
    const grown =
      last === undefined
        ? []
        : [growth(last.time, time, noise.time), growth(last.mebibytes, one.mebibytes, noise.memory)]
    const shown = grown.map(times => `${times.toFixed(1)} times`)
    process.stdout.write(
      `  ${count} keys × ${count} roles: resolve ${one.resolving.toFixed(0)} ms, list ${one.listing.toFixed(0)} ms, ` +
        `${one.mebibytes.toFixed(1)} MiB, ${one.accesses} accesses` +
        `${shown.length === 0 ? '' : ` (time ${shown[0]}, memory ${shown[1]})`}\n`,
    )
    if (grown.some(times => times > limit)) return false
    last = { time, mebibytes: one.mebibytes }
  }
  return true
}

for (const form of forms) {
  // A machine that others use too can be too noisy once; a curve that is too steep is so each time.
  if (!isLinear(form) && !isLinear(form)) process.exitCode = 1
}
