import { readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { transform } from 'esbuild'

/** All modules that the entries load, by their path below the folder: as CommonJS, so that single ones can be run anew. */
export async function modulesOf(root, entries) {
  const modules = new Map()
  let open = entries
  while (open.length > 0) {
    const read = await Promise.all(open.map(async path => [path, await moduleOf(root, path)]))
    for (const [path, one] of read) modules.set(path, one)
    const wanted = read.flatMap(([, { requires }]) => Object.values(requires))
    open = [...new Set(wanted)].filter(path => !modules.has(path))
  }
  return modules
}

async function moduleOf(root, path) {
  const text = await readFile(join(root, path), 'utf8')
  if (extname(path) === '.json') return { json: text, requires: {} }
  const code = await asCommonJs(text, path)
  const named = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name)
  const own = named.filter(name => name === 'keyplan' || name.startsWith('.'))
  return {
    code,
    requires: Object.fromEntries(
      own.map(name => [name, name === 'keyplan' ? 'src/index.ts' : join(dirname(path), name)]),
    ),
  }
}

/** What is awaited at the top of a module, which CommonJS cannot: the loader awaits it before. */
const awaited = /^(const \w+ = )await (\w+)\(\)$/gm

async function asCommonJs(text, path) {
  const { code } = await transform(text.replace(awaited, '$1$2.awaited'), {
    loader: extname(path) === '.ts' ? 'ts' : 'js',
    format: 'cjs',
    target: 'esnext',
    platform: 'node',
    sourcefile: path,
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '"file:///"' },
    logLevel: 'silent',
  })
  return code
}

/** The same program as a module of today: what is shown of it, and what the unit tests load. */
export async function asModule(text, path) {
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'esnext', sourcefile: path })
  return code
}

/** The part of a CommonJS module that is its author's. */
export function bodyOf(code) {
  const from = code.indexOf('module.exports = __toCommonJS(')
  const to = code.lastIndexOf('// Annotate the CommonJS export names')
  return { from: Math.max(from, 0), to: to === -1 ? code.length : to }
}

/** What has to be run anew when a module is another: itself and all that load it. */
export function dependentsOf(modules, path) {
  const loaders = new Map()
  for (const [one, { requires }] of modules)
    for (const other of Object.values(requires)) loaders.set(other, [...(loaders.get(other) ?? []), one])
  const found = new Set([path])
  for (const one of found) for (const loader of loaders.get(one) ?? []) found.add(loader)
  return found
}
