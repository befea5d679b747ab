import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderWith } from './trial.ts'

/** For tests only: the first bytes of a plan file. */
export const planFile = 'PK\u0003\u0004 not really a zip archive'

/** For tests only: a program that does what these lines of JavaScript say, and notes down how it was called. */
export function standIn(lines: string): { readonly program: string; readonly calls: string } {
  const folder = folderWith({ calls: '' })
  const program = join(folder, 'stand-in')
  const calls = join(folder, 'calls')
  const noting = `require('node:fs').appendFileSync(${JSON.stringify(calls)}, JSON.stringify([process.cwd(), ...process.argv.slice(2)]) + '\\n')`
  writeFileSync(program, `#!${process.execPath}\n${noting}\n${lines}\n`)
  chmodSync(program, 0o755)
  return { program, calls }
}

/** For tests only: lines that print a text. */
export function printing(text: string): string {
  return `process.stdout.write(${JSON.stringify(text)})`
}
