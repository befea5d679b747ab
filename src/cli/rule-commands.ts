// Loaded together, when one of them is asked for: their pages and the examples of all rules are no part of a start.
export { runExplain } from './explain-command.ts'
export { runRules } from './rules-command.ts'
