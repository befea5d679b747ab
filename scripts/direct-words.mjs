import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const library = fileURLToPath(new URL('../src/index.ts', import.meta.url))
const fromLibrary = /^import \{([^}]*)\} from 'keyplan'$/m

/**
 * The text of a rule with an import for each word from where that is declared, not from the library that offers all of
 * them: a bundler takes for the start's whatever a file names that the start reaches, and most words are those of rules
 * that few checks ask. Throws for a word that the library does not offer.
 */
export function direct(text, declared, path) {
  return text.replace(fromLibrary, (_, names) => {
    const words = names
      .split(',')
      .map(name => name.trim())
      .filter(name => /^(?!type )./.test(name))
    return words
      .map(word => {
        const file = declared.get(word.split(' as ')[0])
        if (file === undefined) throw new Error(`${path}: the library offers no ${word}`)
        return `import { ${word} } from ${JSON.stringify(file)}`
      })
      .join('\n')
  })
}

/** Where each word that the library offers is declared. */
export async function wordsOf() {
  const text = await readFile(library, 'utf8')
  const words = new Map()
  for (const [, names, file] of text.matchAll(/^export \{([^}]*)\} from '(\.[^']*)'$/gm))
    for (const name of names.split(','))
      if (!name.trim().startsWith('type ')) words.set(name.trim(), pathOf(file))
  for (const [, file] of text.matchAll(/^export \* from '(\.[^']*)'$/gm)) {
    const module = await readFile(pathOf(file), 'utf8')
    for (const [, name] of module.matchAll(/^export (?:async )?(?:const|function) (\w+)/gm))
      words.set(name, pathOf(file))
  }
  return words
}

function pathOf(file) {
  return fileURLToPath(new URL(`../src/${file.slice(2)}`, import.meta.url))
}
