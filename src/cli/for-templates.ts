// What only calls about templates need: one file to look up, and none for other calls.
export { assemblyTemplates } from './cdk-assembly.ts'
export { readParameters } from './parameters.ts'
