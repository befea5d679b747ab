/** A pointer into a resource, taken apart. */
export interface PointerParts {
  /** The way to the argument that holds a policy document; absent where the pointer leads through none. */
  readonly document?: readonly string[]
  /** What is left inside that document, else the whole way. */
  readonly inside: readonly string[]
}

/** Longer ones are nobody's: what lies deeper counts as the part that is reached. */
const mostSteps = 100

const holders: ReadonlySet<string> = new Set([
  'policy',
  'assume_role_policy',
  'json',
  'minified_json',
  'source_json',
  'override_json',
  'content',
])
const lists: ReadonlySet<string> = new Set(['source_policy_documents', 'override_policy_documents'])

/** The steps of a JSON pointer (RFC 6901). */
export function stepsOf(pointer: string): readonly string[] {
  const steps = pointer.split('/', mostSteps + 1).slice(1)
  return steps.map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The JSON pointer of some steps. */
export function pointerOf(steps: readonly string[]): string {
  return steps.map(step => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Whether a step counts elements of a list. */
export function isIndex(step: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(step)
}

/** Where in a pointer the attributes of the provider end and the text of a policy begins. */
export function partsOf(pointer: string): PointerParts {
  const steps = stepsOf(pointer)
  const last = steps.findIndex((step, index) => holdsDocument(step, steps[index - 1], steps[index + 1]))
  return last === -1
    ? { inside: steps }
    : { document: steps.slice(0, last + 1), inside: steps.slice(last + 1) }
}

/** The inline policy of a permission set is one text, that of a role a list of blocks. */
function holdsDocument(step: string, before: string | undefined, after: string | undefined): boolean {
  if (step === 'inline_policy') return after !== undefined && !isIndex(after)
  return holders.has(step) || (before !== undefined && lists.has(before))
}
