import { blocksOf } from './configuration.ts'
import { names, property, word } from './json-value.ts'
import { isKeyType } from './key-types.ts'
import { keyOutside, type PolicyWriters } from './policy-writers.ts'
import type { Instance, Resources } from './resources.ts'

/** What a reader of the report must know about a plan, in sentences. */
export function notesOf(resources: Resources, writers: PolicyWriters): readonly string[] {
  const { plan, forgotten, destroyed } = resources
  const destroyedKeys = destroyed.filter(({ type }) => isKeyType(type)).length
  return [
    ...(plan.errored === true ? erroredNotes(resources) : []),
    ...(plan.complete === false && plan.errored !== true
      ? [
          'this plan is partial (made with -target, or part of it is deferred): what it leaves out is not judged',
        ]
      : []),
    ...(isRefreshOnly(resources)
      ? ['this plan has no changes, as -refresh-only makes it: what exists is judged']
      : []),
    ...(destroyedKeys > 0 ? [destroyedNote(destroyedKeys)] : []),
    ...firstOf(
      forgotten.map(({ address }) => `${address} is forgotten by this plan: it goes on existing as it is`),
    ),
    ...firstOf(writersWithoutKey(writers)),
  ]
}

function isRefreshOnly({ plan, managed }: Resources): boolean {
  return plan.resource_changes === undefined && plan.errored !== true && managed.length > 0
}

function destroyedNote(count: number): string {
  return count === 1
    ? '1 key is destroyed by this plan and is not judged'
    : `${count} keys are destroyed by this plan and are not judged`
}

function isAboutKeys({ type }: Pick<Instance, 'type'>): boolean {
  return isKeyType(type) || type === 'aws_kms_key_policy'
}

function erroredNotes(resources: Resources): readonly string[] {
  const missing = undecidedBlocks(resources).map(
    address => `${address} is in the configuration but not in this plan`,
  )
  return [
    'terraform failed while it made this plan: what it had not planned by then is missing',
    ...firstOf(missing),
  ]
}

/** Key resources of the configuration, in all modules, without any entry in the plan. */
function undecidedBlocks({ plan, scopes, decided }: Resources): readonly string[] {
  const missing: string[] = []
  const open: { module: unknown; path: string }[] = [
    { module: property(plan.configuration, 'root_module'), path: '' },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { module, path } = next
    for (const [block, written] of blocksOf(scopes, module)) {
      const type = word(property(written, 'type')) ?? ''
      const address = `${path}${block}`
      if (isAboutKeys({ type }) && !decided.has(address)) missing.push(address)
    }
    const calls = property(module, 'module_calls')
    for (const name of names(calls)) {
      open.push({ module: property(property(calls, name), 'module'), path: `${path}module.${name}.` })
    }
  }
  return missing
}

function writersWithoutKey({ ofOthers }: PolicyWriters): readonly string[] {
  return ofOthers
    .filter(([writer]) => keyOutside(writer) === undefined)
    .map(([{ address }]) => `which key ${address} writes the policy of is not known before apply`)
}

const mostNotes = 20

function firstOf(notes: readonly string[]): readonly string[] {
  const rest = notes.length - mostNotes
  return rest > 0 ? [...notes.slice(0, mostNotes), `and ${rest} more like this`] : notes
}
