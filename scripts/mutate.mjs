/**
 * Changes the words of the vocabulary, the grammar of policies and what pairs findings, one token at a time, and asks
 * whether anything notices: the examples of the rules first, then the tests. What nothing notices is listed in
 * scripts/mutants.json with the reason; the script fails on a survivor that is not, and on a reason that nothing needs.
 * `node scripts/mutate.mjs [files…]`: all files where none is named.
 */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'
import { reachOf } from './mutation/coverage.mjs'
import { asModule, bodyOf, modulesOf } from './mutation/modules.mjs'
import { mutated, mutationsOf } from './mutation/mutations.mjs'
import { named } from './mutation/named.mjs'
import { entriesOf, examples, loader } from './mutation/run.mjs'
import { outcomesOf } from './mutation/survivors.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const isMutated = path =>
  /^src\/(?:rules\/(?:vocabulary|changes)\/|policy\/grammar\/)[a-z-]+\.ts$/.test(path) ||
  /^src\/rules\/(?:group|reported-under|matters|held-policies|change-matters|outsiders|written-statement)\.ts$/.test(
    path,
  )

/** The tests that lie beside what is mutated, and those of all rules. */
const tests = [
  'src/rules/**/*.test.ts',
  'src/policy/grammar/*.test.ts',
  'src/examples/{default-policy,evidence,reported-under,respelt}.test.ts',
  'src/examples/words/*.test.ts',
  'src/report/corrections/*.test.ts',
  'src/{testdata,template-twins}.test.ts',
]

/** Those of whole reports take long, and say little of single words. */
const isAsked = (suite, path) =>
  suite === examples ||
  suite.startsWith('src/examples/') === true ||
  dirname(suite) === dirname(path) ||
  (dirname(path) === 'src/rules' && suite.startsWith('src/policy/') === false)

process.chdir(root)
const files = process.argv.slice(2)
const suites = [examples, ...globSync(tests, { cwd: root }).toSorted()]
const modules = await modulesOf(root, entriesOf(suites))
const paths = [...modules.keys()].filter(
  path => isMutated(path) && (files.length === 0 || files.includes(path)),
)
const unknown = files.filter(file => !paths.includes(file))
if (unknown.length > 0) throw new Error(`nothing is changed in ${unknown.join(', ')}`)

const byPath = new Map(await Promise.all(paths.map(async path => [path, await mutantsOf(path)])))
const mutants = await withQuestions()
report(await outcomesOf({ root, modules, suites, ...mutants }))

/** Each change of a file, with what it makes of the module. */
async function mutantsOf(path) {
  const { code } = modules.get(path)
  const { from, to } = bodyOf(code)
  const shown = await asModule(readFileSync(path, 'utf8'), path)
  const inModule = mutationsOf(shown)
  const names = named(shown, inModule)
  return mutationsOf(code, from, to).map((change, index) => {
    if (change.says !== inModule[index]?.says)
      throw new Error(`${path}: its two forms differ at ${names[index]}`)
    return { path, at: change.reached, code: mutated(code, change), says: names[index] }
  })
}

async function withQuestions() {
  const places = new Map([...byPath].map(([path, all]) => [path, all.map(({ at }) => at)]))
  const { reach, questions, failing, slow } = await reachOf(places, suites, () =>
    loader(root, modules, suites),
  )
  tell('fail before anything is changed', failing)
  tell('take too long to be asked', slow)
  const all = [...byPath].flatMap(([path, own]) =>
    own.map((mutant, index) => {
      const { atLoad, by } = reach.get(path)[index]
      // What is made when a module is loaded can matter to every rule.
      const asked = atLoad === true ? questions : by.map(id => questions[id])
      return { ...mutant, questions: asked.filter(({ suite }) => isAsked(suite, path)).map(({ id }) => id) }
    }),
  )
  return { mutants: all, questions }
}

function tell(what, questions) {
  for (const suite of new Set(questions.map(one => one.suite))) {
    const numbers = questions.filter(one => one.suite === suite).map(({ index }) => index)
    console.log(`${numbers.length} of ${suite} ${what}: ${numbers.slice(0, 9).join(', ')}`)
  }
}

function report(results) {
  const reasons = JSON.parse(readFileSync('scripts/mutants.json', 'utf8'))
  const survivors = results.filter(({ killed }) => killed === false)
  const without = survivors.filter(({ path, says }) => reasons[path]?.[says] === undefined)
  const told = new Set(survivors.map(({ path, says }) => JSON.stringify([path, says])))
  const needless = paths.flatMap(path =>
    Object.keys(reasons[path] ?? {})
      .filter(says => !told.has(JSON.stringify([path, says])))
      .map(says => ({ path, says })),
  )
  for (const { path, says } of inOrder(without)) console.log(`nothing notices: ${path}: ${says}`)
  for (const { path, says } of inOrder(needless)) console.log(`a reason that nothing needs: ${path}: ${says}`)
  const byExamples = results.filter(({ by }) => by === examples).length
  console.log(
    `${results.length} mutants: ${byExamples} noticed by examples, ${results.length - byExamples - survivors.length} by tests, ` +
      `${survivors.length - without.length} not, with a reason, ${without.length} without`,
  )
  if (without.length + needless.length > 0) process.exitCode = 1
}

function inOrder(listed) {
  return listed.toSorted((one, other) => (one.path + one.says < other.path + other.says ? -1 : 1))
}
