#!/usr/bin/env node
import { version } from '../version.ts'

// Everything else is loaded only when it is needed: asking for the version costs no more than starting Node.
const [, , ...words] = process.argv
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  process.stdout.write(`${version}\n`)
} else {
  const { run } = await import('./run.ts')
  process.exitCode = await run(words)
}
