import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { generate } from './generate.mjs'

/** Builds once before the tests, since some run what is shipped, and gives them a folder that is removed after them. */
export default async function setup() {
  await generate()
  try {
    await build()
  } catch (failure) {
    // The tests of single files are still worth running; those of dist/ then fail for want of it.
    rmSync(new URL('../dist/cli.js', import.meta.url), { force: true })
    process.stderr.write(`the build failed: ${failure.message}\n`)
  }
  const scratch = mkdtempSync(join(tmpdir(), 'keyplan-tests-'))
  process.env['KEYPLAN_SCRATCH'] = scratch
  return () => rmSync(scratch, { recursive: true, force: true })
}
