/**
 * Builds dist/: the command line, the library, the rules and the Action, each bundled so that a start reads few files.
 * `--types` adds the type declarations, which take a type checker's time.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { generate } from './generate.mjs'
import { licencesOf } from './licences.mjs'
import { namingStart, oneFileStart, withHelpers } from './one-file-start.mjs'
import { withoutExamples } from './without-examples.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** commander is CommonJS and requires modules of Node; an ECMAScript module has no `require` of its own. */
const requireForCommonJs =
  "import{createRequire as keyplanRequire}from'node:module';const require=keyplanRequire(import.meta.url);"

/** What others made starts no process: only `--show` does. */
const startsNothing = {
  name: 'starts-nothing',
  setup: bundler => {
    bundler.onResolve({ filter: /^(?:node:)?child_process$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]/.test(importer)
        ? { path: join(root, 'scripts/no-child-process.cjs') }
        : undefined,
    )
  },
}

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // `import 'keyplan'` in policies/ is src/index.ts: the bundle holds it once.
  conditions: ['keyplan-source'],
  alias: {
    // Its CommonJS form, which Node gets, has no named exports when it is a chunk of its own.
    yaml: './node_modules/yaml/browser/index.js',
  },
  minifySyntax: true,
  minifyWhitespace: true,
  // Names stay, so that the stack of a defect can be read.
  minifyIdentifiers: false,
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  plugins: [startsNothing],
  write: false,
  logLevel: 'warning',
}

const published = {
  ...shared,
  outdir: join(root, 'dist'),
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: requireForCommonJs },
}

const library = { ...published, entryPoints: { index: 'src/index.ts', rules: 'policies/index.ts' } }

/** By itself: parts that it shared with the library would be files of their own, and each costs a start its look-up. */
const commandLine = {
  ...published,
  entryPoints: { start: 'src/cli/run.ts' },
  plugins: [startsNothing, withoutExamples, oneFileStart],
}

/** What is run, and loads the rest. */
const program = { ...shared, entryPoints: { cli: 'src/cli/main.ts' }, outdir: join(root, 'dist') }

const action = {
  ...shared,
  entryPoints: { index: 'src/action.ts' },
  plugins: [startsNothing, withoutExamples],
  outdir: join(root, 'dist/action'),
  target: 'node24',
}

/** Writes everything that is shipped but the type declarations. */
export async function build() {
  await generate()
  const [packaged, run, acting] = await Promise.all([bundle(library), bundle(commandLine), bundle(action)])
  withHelpers(run, root)
  const main = await bundle({ ...program, plugins: [namingStart(run)] })
  run.outputFiles = run.outputFiles.filter(({ path }) => path !== join(root, 'dist/start.js'))
  write([packaged, run, main], 'THIRD-PARTY-LICENSES.txt')
  write([acting], 'action/THIRD-PARTY-LICENSES.txt')
  chmodSync(join(root, 'dist/cli.js'), 0o755)
  removeStaleChunks([packaged, run])
}

function write(results, licencesFile) {
  // Chunks first: an entry that is there can always load what it names.
  for (const file of results.flatMap(result => result.outputFiles.toReversed())) {
    mkdirSync(dirname(file.path), { recursive: true })
    writeFileSync(file.path, file.contents)
  }
  writeFileSync(
    join(root, 'dist', licencesFile),
    licencesOf(root, [...new Set(results.flatMap(result => Object.keys(result.metafile.inputs)))]),
  )
}

function removeStaleChunks(results) {
  const current = new Set(results.flatMap(result => result.outputFiles.map(file => file.path)))
  const folder = join(root, 'dist/chunks')
  for (const name of readdirSync(folder)) {
    if (!current.has(join(folder, name))) rmSync(join(folder, name))
  }
}

function declareTypes() {
  rmSync(join(root, 'dist/types'), { recursive: true, force: true })
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', join(root, 'scripts/tsconfig.types.json')], {
    stdio: 'inherit',
  })
}

const [, script, flag] = process.argv
if (script === fileURLToPath(import.meta.url)) {
  await build()
  if (flag === '--types') declareTypes()
}
