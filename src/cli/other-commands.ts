// Loaded together, when one of them is asked for: more files would cost each start of a check their look-up.
export { runCan } from './can-command.ts'
export { runDiff } from './diff-command.ts'
export { runSimulate } from './simulate-command.ts'
export { runWho } from './who-command.ts'
