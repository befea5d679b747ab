import { readFile } from 'node:fs/promises'

/** As oxfmt lays out the last member of a rule. */
const examples = /\n  examples: \{\n[^]*?\n  \},\n\}\)/

/**
 * Leaves the examples out of the built-in rules: they are their tests and their pages, and half of their text, which a
 * start would read for nothing. Throws for a rule that it does not find them in.
 */
export const withoutExamples = {
  name: 'rules without their examples',
  setup(build) {
    build.onLoad({ filter: /[/\\]policies[/\\][a-z]+[/\\][a-z-]+\.ts$/ }, async ({ path }) => {
      const written = await readFile(path, 'utf8')
      if (!examples.test(written)) throw new Error(`${path}: no examples at the end of the rule`)
      return { contents: written.replace(examples, '\n})'), loader: 'ts' }
    })
  },
}
