import { treeAt, wordIn, type Entry, type MapTree, type Tree } from '../../syntax/tree.ts'
import { cure, type Notes } from '../notes.ts'
import type { Facts } from '../for-each.ts'
import { withEntry } from '../trees.ts'
import { functionOf } from './function.ts'
import { withGlobals } from './globals.ts'
import { stateMachineOf } from './state-machine.ts'
import { tableOf } from './table.ts'

/** A resource of SAM, with `Globals` merged into its properties. */
export interface Serverless {
  readonly id: string
  readonly tree: MapTree
  readonly properties: MapTree
  readonly file: string
  readonly facts: Facts
  readonly notes: Notes
}

/** What CloudFormation gets in place of it. */
export interface Made {
  readonly resources: readonly (readonly [id: string, resource: MapTree])[]
  readonly conditions: readonly (readonly [name: string, condition: Tree])[]
}

const prefix = 'AWS::Serverless::'

const expansions: ReadonlyMap<string, (resource: Serverless) => Made> = new Map([
  ['Function', functionOf],
  ['StateMachine', stateMachineOf],
  ['SimpleTable', tableOf],
])

/** Types of which SAM makes nothing that has a role, a policy or a key. */
const withoutAccess: ReadonlySet<string> = new Set(['Api', 'HttpApi', 'WebSocketApi', 'LayerVersion'])

/**
 * A template with what `Transform: AWS::Serverless-2016-10-31` makes of its resources, as far as that bears on keys:
 * functions, state machines and tables with their roles and policies (AWS SAM Developer Guide; aws-sam-translator, which
 * is what AWS runs). Logical ids stay, so that `!GetAtt` and `!Ref` go on meaning the same.
 */
export function withoutServerless(
  template: MapTree,
  given: Pick<Serverless, 'file' | 'facts' | 'notes'>,
): MapTree {
  const resources = treeAt(template, 'Resources')
  if (resources?.kind !== 'map') return template
  const made = new Map<string, Entry>()
  const conditions = new Map<string, Entry>()
  for (const [id, entry] of resources.entries) {
    const expansion = expansionOf(id, entry, template, given)
    if (expansion === undefined) {
      made.set(id, entry)
      continue
    }
    for (const [name, value] of expansion.resources) made.set(name, { place: entry.place, value })
    for (const [name, value] of expansion.conditions) conditions.set(name, { place: value.place, value })
  }
  const changed = withEntry(template, 'Resources', { ...resources, entries: made })
  return conditions.size === 0 ? changed : withConditions(changed, conditions)
}

function withConditions(template: MapTree, added: ReadonlyMap<string, Entry>): MapTree {
  const written = treeAt(template, 'Conditions')
  const entries = new Map([...(written?.kind === 'map' ? written.entries : []), ...added])
  return withEntry(template, 'Conditions', { kind: 'map', entries, place: written?.place ?? template.place })
}

/** Nothing for a resource that stays as it is. */
function expansionOf(
  id: string,
  { value, place }: Entry,
  template: MapTree,
  given: Pick<Serverless, 'file' | 'facts' | 'notes'>,
): Made | undefined {
  const { notes } = given
  const type = wordIn(treeAt(value, 'Type')) ?? ''
  if (treeAt(value, 'Connectors') !== undefined)
    notes.wanting(
      `the connectors of \`${id}\` become policies when it is deployed, and these are not judged: ${cure}`,
      place,
    )
  if (!type.startsWith(prefix) || value.kind !== 'map') return undefined
  const short = type.slice(prefix.length)
  const expand = expansions.get(short)
  if (expand !== undefined)
    return expand({ ...given, id, tree: value, properties: withGlobals(template, value, short) })
  if (short === 'Application')
    notes.wanting(`\`${id}\` is an application whose template is elsewhere: it is not judged`, place)
  else if (!withoutAccess.has(short))
    notes.wanting(`what SAM makes of \`${id}\` (${type}) is not judged: ${cure}`, place)
  return undefined
}
