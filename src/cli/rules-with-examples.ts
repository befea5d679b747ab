// The bundle of the command line leaves the examples out of rules, but for those who load them through this file
// (scripts/without-examples.mjs): `keyplan explain` alone shows them.
export { builtInRules as rulesWithExamples } from '../../policies/index.ts'
