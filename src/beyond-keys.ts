// What inputs need that are about more than keys: one file to look up, and none for those that are not.
export { resolve } from './access/graph.ts'
export { readContext } from './readers/context/read-context.ts'
export { besidesKeys } from './readers/terraform/besides-keys.ts'
export { unknownParameters } from './report/unknown-parameters.ts'
export { judgedOtherwise } from './report/otherwise.ts'
export { withOtherValues } from './worlds/other-values.ts'
export { together, trusting } from './worlds/together.ts'
