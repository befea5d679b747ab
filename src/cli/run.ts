import { runCheck } from './check-command.ts'
import { admit, complain, flagMistake } from './complaint.ts'
import { parse } from './program.ts'
import { welcome } from './welcome.ts'

/** What the process tells its caller; `keyplan help` and the README tell what each means. */
export type ExitCode = 0 | 1 | 2 | 3

/** Runs the command line that these words are; answers the exit code. Prints, and never throws. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  endQuietlyWithoutReader()
  try {
    return await runWords(words)
  } catch (error) {
    return admit(error)
  }
}

async function runWords(words: readonly string[]): Promise<ExitCode> {
  const [first] = words
  if (first === undefined || (words.length === 1 && ['--help', '-h', 'help'].includes(first))) {
    process.stdout.write(welcome)
    return 0
  }
  const parsed = await parse(words)
  if (parsed.kind === 'exit') return parsed.code
  if (parsed.kind === 'mistake') return complain([flagMistake(parsed.place, parsed.message, parsed.hint)])
  return runCommand(parsed)
}

/** Most runs are checks: the other commands are loaded only when they are asked for. */
async function runCommand(parsed: Command): Promise<ExitCode> {
  if (parsed.kind === 'check') return runCheck(parsed.inputs, parsed.flags)
  if (parsed.kind === 'explain' || parsed.kind === 'rules') {
    const { runExplain, runRules } = await import('./rule-commands.ts')
    return parsed.kind === 'rules' ? runRules(parsed.flags) : runExplain(parsed.names, parsed.flags)
  }
  const { runCan, runDiff, runSimulate, runWho } = await import('./other-commands.ts')
  switch (parsed.kind) {
    case 'who':
      return runWho(parsed.inputs, parsed.flags)
    case 'can':
      return runCan(parsed.inputs, parsed.flags)
    case 'diff':
      return runDiff(parsed.inputs, parsed.flags)
    case 'simulate':
      return runSimulate(parsed.files, parsed.flags)
  }
}

type Command = Exclude<Awaited<ReturnType<typeof parse>>, { readonly kind: 'exit' | 'mistake' }>

/** `keyplan … | head` closes the pipe early: that is not an error of ours. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
