/** What the scanner hands over. */
export type Part =
  | 'format_version'
  | 'terraform_version'
  | 'applyable'
  | 'complete'
  | 'errored'
  | 'variables'
  | 'configuration'
  | 'resource_changes'
  | 'resource_drift'
  | 'planned_values'
  | 'prior_state'
  | 'values'

/** Which way to go through a document, and which values to hand over on it. All others are skipped. */
export type Outline =
  | { readonly kind: 'object'; readonly name: string; readonly members: ReadonlyMap<string, Outline> }
  | { readonly kind: 'list'; readonly name: string; readonly items: Outline }
  /** Handed over as bytes. */
  | { readonly kind: 'slice'; readonly part: Part }
  /** Walked to the last leaf, so that the grammar is checked everywhere; nothing is handed over. */
  | { readonly kind: 'everything' }

/**
 * The way through a plan, as Terraform and OpenTofu lay it out: resources stand below modules, to any depth. A state has
 * the same modules in `values`. https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export const planOutline: Outline = {
  kind: 'object',
  name: 'plan',
  members: new Map<string, Outline>([
    ['format_version', { kind: 'slice', part: 'format_version' }],
    ['terraform_version', { kind: 'slice', part: 'terraform_version' }],
    ['applyable', { kind: 'slice', part: 'applyable' }],
    ['complete', { kind: 'slice', part: 'complete' }],
    ['errored', { kind: 'slice', part: 'errored' }],
    ['variables', { kind: 'slice', part: 'variables' }],
    ['configuration', { kind: 'slice', part: 'configuration' }],
    [
      'resource_changes',
      { kind: 'list', name: 'resource_changes', items: { kind: 'slice', part: 'resource_changes' } },
    ],
    [
      'resource_drift',
      { kind: 'list', name: 'resource_drift', items: { kind: 'slice', part: 'resource_drift' } },
    ],
    ['planned_values', valuesOutline('planned_values')],
    ['prior_state', object('prior_state', [['values', valuesOutline('prior_state')]])],
    ['values', valuesOutline('values')],
  ]),
}

function valuesOutline(part: Part): Outline {
  const members = new Map<string, Outline>([
    ['resources', { kind: 'list', name: 'resources', items: { kind: 'slice', part } }],
  ])
  const module: Outline = { kind: 'object', name: 'module', members }
  members.set('child_modules', { kind: 'list', name: 'child_modules', items: module })
  return object(part, [['root_module', module]])
}

function object(name: string, members: readonly (readonly [string, Outline])[]): Outline {
  return { kind: 'object', name, members: new Map(members) }
}
