import { runCheck } from './check-command.ts'
import { admit, complain, flagMistake } from './complaint.ts'
import { parse } from './program.ts'
import { welcome } from './welcome.ts'

/** Runs the command line that these words are; answers the exit code. Prints, and never throws. */
export async function run(words: readonly string[]): Promise<0 | 1 | 2> {
  endQuietlyWithoutReader()
  try {
    return await runWords(words)
  } catch (error) {
    return admit(error)
  }
}

async function runWords(words: readonly string[]): Promise<0 | 1 | 2> {
  const [first] = words
  if (first === undefined || (words.length === 1 && ['--help', '-h', 'help'].includes(first))) {
    process.stdout.write(welcome)
    return 0
  }
  const parsed = await parse(words)
  if (parsed.kind === 'exit') return parsed.code
  if (parsed.kind === 'mistake') return complain([flagMistake(parsed.place, parsed.message, parsed.hint)])
  if (parsed.kind === 'check') return runCheck(parsed.inputs, parsed.flags)
  // Most runs are checks: the evaluator is loaded only when it is asked.
  const { runSimulate } = await import('./simulate-command.ts')
  return runSimulate(parsed.files, parsed.flags)
}

/** `keyplan … | head` closes the pipe early: that is not an error of ours. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
