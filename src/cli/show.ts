import { existsSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { InputError } from '../model/input-error.ts'
import { isForShow } from '../readers/for-show.ts'
import { cut, visible } from '../reporters/visible.ts'
import { endOf, endWithUs, lastWords, type End } from './child.ts'
import { contentOf } from './content.ts'
import { programAt } from './find-program.ts'

/** A file, and the program that `--show` names for those that are no JSON. */
export interface ShownFile {
  /** Absolute, so that no name can be taken for an option. */
  readonly path: string
  /** As people know it. */
  readonly shown: string
  readonly program: string
  /** Where keyplan runs. */
  readonly folder: string
}

/**
 * The bytes of a file; of a binary plan and its like those that `PROGRAM show -json FILE` prints, which is run when they
 * are asked for. https://developer.hashicorp.com/terraform/cli/commands/show
 */
export async function* contentByShow(file: ShownFile): AsyncGenerator<Uint8Array, void> {
  const content = contentOf(file.path, file.shown)
  try {
    const head = content.next()
    if (head.done === true) return
    if (isForShow(head.value)) {
      content.return(undefined)
      yield* printed(file)
      return
    }
    yield head.value
    yield* content
  } finally {
    content.return(undefined)
  }
}

async function* printed(file: ShownFile): AsyncGenerator<Uint8Array, void> {
  const program = programAt(file.program, file.folder)
  if (program === undefined) throw notFound(file)
  // Loaded here alone: without the flag nothing of us can start a program.
  const { spawn } = await import('node:child_process')
  const cwd = workingFolder(file)
  const child = spawn(program, ['show', '-json', file.path], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const ended = endOf(child)
  const release = endWithUs(child)
  const told = lastWords(child.stderr)
  try {
    for await (const chunk of child.stdout) yield Buffer.from(chunk)
    const end = await ended
    if (end.kind !== 'code' || end.code !== 0) throw failed(file, cwd, end, told())
  } finally {
    // Nobody reads on: what it still does is for nothing.
    child.kill()
    child.stderr.destroy()
    child.unref()
    if (child.exitCode !== null || child.signalCode !== null) release()
    else child.once('exit', release)
  }
}

/** Where `terraform init` was run: providers and modules lie in `.terraform` there, and without them nothing is shown. */
function workingFolder({ path, folder }: ShownFile): string {
  const own = dirname(path)
  return existsSync(join(own, '.terraform')) ? own : folder
}

function notFound({ program, shown }: ShownFile): InputError {
  const hint = /[/\\]/.test(program)
    ? '`--show` names the program itself, such as `terraform`, `tofu` or a path of it'
    : `install it, or name its path: \`--show /path/to/${program}\``
  return new InputError(`no program \`${program}\` found`, { input: shown, hint })
}

const notInitialised =
  /\b(?:terraform|tofu) init\b|plugin schemas|[Ii]nconsistent dependency lock file|[Mm]odule not installed/

function failed({ program, shown, folder }: ShownFile, cwd: string, end: End, told: string): InputError {
  const name = basename(program)
  const words = wordsOf(told)
  const why = words === '' ? 'it says nothing about why' : words
  const hint = notInitialised.test(words)
    ? `run \`${name} init\` in the folder of the plan, or keyplan where that was done`
    : `see what \`${name} show -json\` says to this file in \`${relative(folder, cwd) || '.'}\``
  return new InputError(`\`${name} show -json\` ${endInWords(end)}: ${why}`, { input: shown, hint })
}

function endInWords(end: End): string {
  switch (end.kind) {
    case 'code':
      return `failed (exit code ${end.code})`
    case 'signal':
      return `was ended by ${end.signal}`
    case 'error':
      return `cannot be run (${end.error.message})`
  }
}

const longestWords = 1000

/** On one line, without the frame and the colours that Terraform puts around an error. */
function wordsOf(told: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  const plain = told.replaceAll(/\u001B\[[\d;]*m/g, '').replaceAll(/[╷│╵]/g, '')
  const lines = plain.split('\n').map(line => line.trim())
  const first = Math.max(
    lines.findIndex(line => line.startsWith('Error:')),
    0,
  )
  return cut(
    visible(
      lines
        .slice(first)
        .filter(line => line !== '')
        .join(' '),
    ),
    longestWords,
  )
}
