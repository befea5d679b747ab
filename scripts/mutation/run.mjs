import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { dependentsOf } from './modules.mjs'
import { collected, standIn } from './stand-in.mjs'

/** What stands before a module's own text where it is run. */
export const prefix = '(function(exports,require,module){'

const list = 'policies/index.ts'
const runner = 'src/examples/run-example.ts'

/** The suite of the rules' own examples; every other suite is a file of tests. */
export const examples = 'examples'

/** The modules where the suites begin. */
export function entriesOf(suites) {
  return suites.flatMap(suite => (suite === examples ? [list, runner] : [suite]))
}

/** What modules await when they are loaded. */
const awaited = ['src/policy/managed-policies.ts', 'loadManagedPolicies']

/**
 * Loads all modules once. What it gives loads one of them changed, and what depends on it, and has the questions of a
 * suite: each answers whether all is as it should be.
 */
export async function loader(root, modules, suites) {
  const own = createRequire(join(root, 'package.json'))
  const vitest = await standIn(own)
  const foreign = name => (name === 'vitest' ? vitest : own(name))
  const programs = new Map()
  const whole = new Map()
  const load = (path, cache, anew, change) => {
    const place = anew?.has(path) === false ? whole : cache
    const known = place.get(path)
    if (known !== undefined) return known.exports
    const { json, code, requires } = modules.get(path)
    const loaded = { exports: {} }
    place.set(path, loaded)
    if (json !== undefined) loaded.exports = JSON.parse(json)
    else {
      if (!programs.has(path)) programs.set(path, compiled(path, code))
      const run = change?.path === path ? compiled(path, change.code) : programs.get(path)
      const require = name => (name in requires ? load(requires[name], cache, anew, change) : foreign(name))
      run(loaded.exports, require, loaded)
    }
    return loaded.exports
  }
  const [path, name] = awaited
  const called = load(path, whole)[name]
  called.awaited = await called()
  for (const entry of entriesOf(suites)) if (suites.includes(entry) === false) load(entry, whole)
  const dependents = new Map()
  return change => {
    if (change === undefined) return suite => questionsOf(suite, one => load(one, whole))
    const { path: changed } = change
    if (!dependents.has(changed)) dependents.set(changed, dependentsOf(modules, changed))
    const cache = new Map()
    return suite => questionsOf(suite, one => load(one, cache, dependents.get(changed), change))
  }
}

function compiled(path, code) {
  return new Script(`${prefix}${code}\n})`, { filename: `mutated:${path}` }).runInThisContext()
}

function questionsOf(suite, load) {
  return suite === examples ? examplesOf(load) : collected(() => load(suite))
}

/** Each example of each rule, as src/examples/rules.test.ts asks it. */
function examplesOf(load) {
  const { builtInRules } = load(list)
  const { runExample, runCorrected } = load(runner)
  const told = (rule, example, expected) => () =>
    JSON.stringify(runExample(rule, example)) === JSON.stringify(expected)
  return builtInRules.flatMap(rule => {
    const { good, bad, unsure = [] } = rule.examples
    return [
      ...good.map(example => told(rule, example, [])),
      ...bad.map(example => told(rule, example, as(rule, example, 'certain'))),
      ...bad.map(example => () => (runCorrected(rule, example) ?? []).length === 0),
      ...unsure.map(example => told(rule, example, as(rule, example, 'possible'))),
    ]
  })
}

function as(rule, example, certainty) {
  return example.reports.map(message => ({
    message,
    severity: example.severity ?? rule.severity,
    certainty,
  }))
}

/** Whether a question is answered wrongly, or not at all. */
export async function notices(ask) {
  try {
    return (await ask()) !== true
  } catch {
    return true
  }
}
