import { createRequire } from 'node:module'

let tests = []

/** The tests that a file declares while it is loaded: each answers true, or throws. */
export function collected(load) {
  tests = []
  load()
  return tests
}

/**
 * What stands in for vitest, so that thousands of runs need no process each: its own `expect`, and of the rest what our
 * tests use. Random tests draw the same values each time.
 */
export async function standIn(own) {
  const vitests = createRequire(own.resolve('vitest'))
  const { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } = vitests('@vitest/expect')
  for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)
  own('fast-check').configureGlobal({ seed: 1 })
  const test = withEach(declared)
  const describe = withEach(grouped)
  return { expect: chai.expect, test, it: test, describe }
}

function add(run) {
  tests.push(async () => {
    await run()
    return true
  })
}

/** `test(says, run)`, or with options between them. */
function declared(_says, run, ...more) {
  add(() => (typeof run === 'function' ? run : more[0])())
}

function grouped(_says, declare) {
  declare()
}

function withEach(declare) {
  return Object.assign(declare, {
    each: rows => (says, run) => {
      for (const row of rows) declare(says, () => run(...(Array.isArray(row) ? row : [row])))
    },
    skipIf: condition => (condition === true ? () => undefined : declare),
    runIf: condition => (condition === true ? declare : () => undefined),
  })
}
