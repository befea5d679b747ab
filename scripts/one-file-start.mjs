/**
 * What a start of the command line loads becomes one file: each file more costs a start its look-up, and a bundler puts
 * what two lazy parts share into a file of its own. So each lazy part also names the start, which is there by then, and
 * all that the start reaches is shared by the same parts.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const start = fileURLToPath(new URL('../src/cli/run.ts', import.meta.url))
const lazyParts =
  /\/src\/(?:beyond-keys|before-and-after|readers\/terraform\/rebuild\/open|cli\/other-commands|cli\/show|report\/configuration)\.ts$/

/** A plugin of esbuild for the bundle of the command line. */
export const oneFileStart = {
  name: 'one-file-start',
  setup: build => {
    build.onLoad({ filter: lazyParts }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: `${text}\nexport { run as start } from ${JSON.stringify(start)}\n`, loader: 'ts' }
    })
  },
}
