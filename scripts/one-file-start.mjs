/**
 * What a start of the command line loads becomes one file: each file more costs a start its look-up, and a bundler puts
 * what two lazy parts share into a file of its own. So each lazy part also names the start, which is there by then, and
 * all that the start reaches is shared by the same parts.
 */
import { readFile } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const start = fileURLToPath(new URL('../src/cli/run.ts', import.meta.url))
const lazyParts =
  /\/(?:policies\/(?:index|of-keys|of-changes|beyond-keys)|src\/(?:policy\/grammar\/problems-in|beyond-keys|before-and-after|readers\/(?:terraform\/(?:key-referrers|rebuild\/open)|cloudformation\/(?:read-templates|syntax\/yaml-tree))|cli\/other-commands|cli\/rule-commands|cli\/for-templates|cli\/show|report\/(?:configuration|corrections\/draft-corrections)|reporters\/index))\.ts$/

/**
 * What the library offers besides rules and their words. Built-in rules name the library, and a bundler takes for the
 * start's whatever a file that it reaches names, even where only a lazy part uses it.
 */
const besidesRules = /^export \{[^}]*\} from '\.\/(?:access\/evaluate|access\/request\/caller|check)\.ts'\n/gm

/** A plugin of esbuild for the bundle of the command line. */
export const oneFileStart = {
  name: 'one-file-start',
  setup: build => {
    build.onLoad({ filter: /\/src\/index\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (text.match(besidesRules)?.length !== 3)
        throw new Error(`${path}: does not offer evaluate, callerOf and check`)
      return { contents: text.replace(besidesRules, ''), loader: 'ts' }
    })
    build.onLoad({ filter: lazyParts }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: `${text}\nexport { run as start } from ${JSON.stringify(start)}\n`, loader: 'ts' }
    })
  },
}

/** Puts what the bundler itself adds, a few helpers, into the file of the start, which would else look up a second one. */
export function withHelpers({ metafile, outputFiles }, root) {
  const file = outputFiles.find(({ path }) => holdsStart(metafile, relative(root, path)))
  if (file === undefined) throw new Error('no file holds the start')
  const text = file.text.replace(/import\{[^}]*\}from"\.\/([^"]+)";/g, (written, name) => {
    const helpers = outputFiles.find(({ path }) => basename(path) === name)
    if (helpers === undefined) throw new Error(`the start names ${name}, which is not there`)
    const { inputs } = metafile.outputs[relative(root, helpers.path)]
    if (Object.keys(inputs).length > 0) return written
    return helpers.text.replace(/^import\{createRequire.*;\n/, '').replace(/export\{[^}]*\};\n*$/, '')
  })
  file.contents = Buffer.from(withBuiltins(text))
}

const named = /import\{([^}]*)\}from\s*["'](node:[^"']+)["'];/g

/**
 * An `import` of a module of Node has that read all that it offers, and load what that needs: a seventh of what a start
 * costs. `process.getBuiltinModule` hands over the module alone (Node 20.16 and later). All stand first, as imports do.
 */
function withBuiltins(text) {
  const found = [...text.matchAll(named)].map(
    ([, names, module]) =>
      `const{${names.replaceAll(' as ', ':')}}=process.getBuiltinModule(${JSON.stringify(module)});`,
  )
  return `${found.join('')}\n${text.replaceAll(named, '')}`
}

/** The largest file that offers `run`: the entry itself only passes it on. */
function holdsStart({ outputs }, name) {
  const { exports, entryPoint } = outputs[name]
  return entryPoint === undefined && exports.includes('run')
}

/** A plugin for the bundle of what is run: it names the file of the start itself, not one that passes it on. */
export function namingStart({ metafile }) {
  const outputs = Object.entries(metafile.outputs)
  const [, passedOn] = outputs.find(([, { entryPoint }]) => entryPoint === 'src/cli/run.ts')
  const files = passedOn.imports.map(({ path }) => path)
  const file = files.find(path => metafile.outputs[path].exports.includes('run'))
  if (file === undefined) throw new Error('no file holds the start')
  // What the bundler itself adds has no input.
  const others = metafile.outputs[file].imports.flatMap(({ kind, path }) =>
    kind === 'import-statement' ? Object.keys(metafile.outputs[path]?.inputs ?? {}) : [],
  )
  if (others.length > 0)
    throw new Error(`a start loads a second file: a lazy part shares ${others.join(', ')}`)
  return {
    name: 'naming-start',
    setup: build =>
      build.onResolve({ filter: /^\.\/run\.ts$/ }, () => ({
        path: `./chunks/${basename(file)}`,
        external: true,
      })),
  }
}
