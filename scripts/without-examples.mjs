import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { direct, wordsOf } from './direct-words.mjs'

/** As oxfmt lays out the last member of a rule. */
const examples = /\n  examples: \{\n[^]*?\n  \},\n\}\)/

/** What a file is called that is loaded with its examples, beside itself without. */
const kept = '?examples'

/**
 * Leaves the examples out of the built-in rules: they are their tests and their pages, and half of their text, which a
 * start would read for nothing. Who loads the rules through `rules-with-examples.ts` has them. Throws for a rule that it
 * does not find them in.
 */
export const withoutExamples = {
  name: 'rules without their examples',
  setup(build) {
    const declared = wordsOf()
    build.onResolve({ filter: /\/policies\/index\.ts$/ }, ({ importer, resolveDir, path }) =>
      /[/\\]rules-with-examples\.ts$/.test(importer) ? withSuffix(resolveDir, path) : undefined,
    )
    build.onResolve(
      { filter: /^\.\/(?:[a-z]+\/|of-|beyond-)[a-z-]+\.ts$/ },
      ({ pluginData, resolveDir, path }) => (pluginData === kept ? withSuffix(resolveDir, path) : undefined),
    )
    build.onLoad(
      { filter: /[/\\]policies[/\\](?:index|(?:of|beyond)-[a-z-]+)\.ts$/ },
      async ({ path, suffix }) => (suffix === kept ? written(path) : undefined),
    )
    build.onLoad({ filter: /[/\\]policies[/\\][a-z]+[/\\][a-z-]+\.ts$/ }, async ({ path, suffix }) => {
      const whole = await written(path)
      if (suffix === kept) return { ...whole, contents: direct(whole.contents, await declared, path) }
      if (!examples.test(whole.contents)) throw new Error(`${path}: no examples at the end of the rule`)
      // Words of examples alone are named no more.
      const contents = direct(whole.contents.replace(examples, '\n})'), await declared, path)
      return { contents, loader: 'ts' }
    })
  },
}

function withSuffix(folder, path) {
  return { path: join(folder, path), suffix: kept }
}

async function written(path) {
  return { contents: await readFile(path, 'utf8'), loader: 'ts', resolveDir: dirname(path), pluginData: kept }
}
