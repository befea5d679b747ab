import { HclError, type Attribute, type Block, type Body } from '../../../hcl/syntax.ts'
import { checkedData } from './checks.ts'
import { overridden } from './overrides.ts'
import { removedIn } from './removed.ts'
import type { SourceModule } from './sources.ts'

/** What the files of a module declare. */
export type Declared = Pick<
  SourceModule,
  'resources' | 'locals' | 'variables' | 'outputs' | 'calls' | 'removed'
>

interface Declaring {
  readonly resources: Map<string, Block>
  readonly locals: Map<string, Attribute>
  readonly variables: Map<string, Block>
  readonly outputs: Map<string, Block>
  readonly calls: Map<string, Block>
}

/** How something is named in the tables, and the block; locals are attributes. */
type Declaration =
  | { readonly table: 'locals'; readonly name: string; readonly value: Attribute }
  | { readonly table: Exclude<keyof Declaring, 'locals'>; readonly name: string; readonly value: Block }

/**
 * Puts the files of a module together. Terraform refuses what is declared twice, and an override of what is not declared:
 * both are an `HclError`, since no plan can come from such files.
 */
export function declaredIn(primary: readonly Body[], overrides: readonly Body[]): Declared {
  const tables: Declaring = {
    resources: new Map(),
    locals: new Map(),
    variables: new Map(),
    outputs: new Map(),
    calls: new Map(),
  }
  for (const body of primary) for (const one of declarationsIn(body)) declare(tables, one)
  for (const body of overrides) for (const one of declarationsIn(body)) override(tables, one)
  return { ...tables, removed: new Map(primary.flatMap(removedIn)) }
}

function declare(tables: Declaring, one: Declaration): void {
  if (tables[one.table].has(one.name)) throw new HclError(`${showName(one)} is declared twice`, placeOf(one))
  set(tables, one)
}

function set(tables: Declaring, one: Declaration): void {
  if (one.table === 'locals') tables.locals.set(one.name, one.value)
  else tables[one.table].set(one.name, one.value)
}

/** https://developer.hashicorp.com/terraform/language/files/override#merging-behavior */
function override(tables: Declaring, one: Declaration): void {
  if (!tables[one.table].has(one.name))
    throw new HclError(`${showName(one)} is overridden here and declared nowhere`, placeOf(one))
  if (one.table === 'locals') return set(tables, one)
  const base = tables[one.table].get(one.name)
  if (base !== undefined) set(tables, { ...one, value: overridden(base, one.value) })
}

function declarationsIn(body: Body): readonly Declaration[] {
  return body.blocks.flatMap((block): readonly Declaration[] => {
    const [first = '', second = ''] = block.labels
    switch (`${block.type} ${block.labels.length}`) {
      case 'resource 2':
        return [{ table: 'resources', name: `${first}.${second}`, value: block }]
      case 'data 2':
        return [{ table: 'resources', name: `data.${first}.${second}`, value: block }]
      case 'check 1':
        return checkedData(block).map(data => ({
          table: 'resources',
          name: `data.${data.labels.join('.')}`,
          value: data,
        }))
      case 'variable 1':
        return [{ table: 'variables', name: first, value: block }]
      case 'output 1':
        return [{ table: 'outputs', name: first, value: block }]
      case 'module 1':
        return [{ table: 'calls', name: first, value: block }]
      case 'locals 0':
        return block.body.attributes.map(value => ({ table: 'locals', name: value.name, value }))
      default:
        return []
    }
  })
}

const words = { locals: 'local.', variables: 'var.', outputs: 'output.', calls: 'module.', resources: '' }

function showName({ table, name }: Declaration): string {
  return `\`${words[table]}${name}\``
}

function placeOf({ value }: Declaration): Attribute['at'] {
  return 'header' in value ? value.header : value.at
}
