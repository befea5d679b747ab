import { runAction } from './action/run.ts'

// The exit code is set, not forced, so that no output is cut.
process.exitCode = await runAction(process.env)
