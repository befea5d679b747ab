import { blocksOf } from './configuration.ts'
import { names, property, word } from './json-value.ts'
import { isKeyType } from './key-types.ts'
import { keyOutside, type PolicyWriters } from './policy-writers.ts'
import type { Instance, Resources } from './resources.ts'

/** What a reader of the report must know about a plan, in sentences. */
export function notesOf(resources: Resources, writers: PolicyWriters): readonly string[] {
  const { plan, forgotten, destroyed, replaced } = resources
  return [
    ...(plan.errored === true ? erroredNotes(resources) : []),
    ...(plan.complete === false && plan.errored !== true
      ? [
          'this plan is partial (made with -target, or part of it is deferred): what it leaves out is not judged',
        ]
      : []),
    ...stateNotes(resources),
    ...(isRefreshOnly(resources)
      ? ['this plan has no changes, as -refresh-only makes it: what exists is judged']
      : []),
    ...keysNote(destroyed, 'destroyed by this plan and not judged'),
    ...keysNote(replaced, 'replaced by this plan (the old destroyed, the new judged)'),
    ...firstOf(deposedNotes(resources)),
    ...firstOf(
      forgotten.map(({ address }) => `${address} is forgotten by this plan: it goes on existing as it is`),
    ),
    ...firstOf(writersWithoutKey(writers)),
  ]
}

function isRefreshOnly({ plan, managed }: Resources): boolean {
  const hasChanges = plan.resource_changes !== undefined
  return !hasChanges && plan.isState !== true && plan.errored !== true && managed.length > 0
}

/** Whoever forgot to name the plan file gets a state, and must see that no change was judged. */
function stateNotes({ plan, managed }: Resources): readonly string[] {
  if (plan.isState !== true) return []
  const what =
    managed.length > 0
      ? 'what exists is judged, as Terraform last read it, and no change'
      : 'nothing in it has to do with keys'
  return [`this is a state, not a plan: ${what}`]
}

const mostNames = 5

/** `2 keys are destroyed by this plan and not judged: aws_kms_key.a, aws_kms_key.b`. */
function keysNote(instances: readonly Instance[], says: string): readonly string[] {
  const keys = instances.filter(({ type }) => isKeyType(type)).map(({ address }) => address)
  if (keys.length === 0) return []
  const rest = keys.length > mostNames ? ` and ${keys.length - mostNames} more` : ''
  const count = keys.length === 1 ? '1 key is' : `${keys.length} keys are`
  return [`${count} ${says}: ${keys.slice(0, mostNames).join(', ')}${rest}`]
}

/** A key that an earlier apply replaced and could not destroy: it exists, with a policy of its own. */
function deposedNotes({ plan }: Resources): readonly string[] {
  const changes = (plan.resource_changes ?? []).filter(({ type }) => isKeyType(type))
  const planned = changes.flatMap(({ address, deposed, change }) =>
    deposed === undefined ? [] : { address, deposed, end: endOf(change.actions) },
  )
  const known = new Set(planned.map(({ address, deposed }) => `${address} ${deposed}`))
  const others = plan.prior_state.flatMap(({ address, type, deposed_key: deposed }) =>
    deposed === undefined || !isKeyType(type) || known.has(`${address} ${deposed}`)
      ? []
      : { address, deposed, end: endOf([]) },
  )
  return [...planned, ...others].map(
    ({ address, deposed, end }) =>
      `${address} has a deposed object (${deposed}), a key that an earlier apply replaced: it is not judged, and ${end}`,
  )
}

function endOf(actions: readonly string[]): string {
  if (actions.includes('delete')) return 'this plan destroys it'
  return actions.includes('forget') ? 'this plan forgets it' : 'it goes on existing'
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
