import { InputError } from '../../model/input-error.ts'
import { accountSample, type AccountSample } from './account-sample.ts'
import { mayBeKept } from './kept-types.ts'
import type { Part } from './outline.ts'
import { parseSlice } from './parse-slice.ts'
import { keeps, type Configuration, type Plan, type ResourceChange, type ResourceValues } from './plan.ts'
import {
  changeShape,
  configurationShape,
  flagShape,
  textShape,
  valuesShape,
  variablesShape,
} from './plan-shape.ts'
import { planCommand } from './plan-command.ts'
import { fits, isObject, type Shape } from './shape.ts'
import type { Slice } from './slice.ts'
import { broken, type Listener } from './walk.ts'

/** Gathers the slices of a scan into a plan. */
export interface Collector extends Listener {
  /** The names of the outermost object, in order: the first hundred, without the long ones. */
  readonly names: readonly string[]
  /** The plan, once the scan has ended. */
  readonly plan: () => Plan
}

interface Parts {
  format_version?: string
  terraform_version?: string
  applyable?: boolean
  complete?: boolean
  errored?: boolean
  variables: Plan['variables']
  configuration: Configuration
  resource_changes?: ResourceChange[]
  readonly resource_drift: ResourceChange[]
  readonly planned_values: Slice[]
  readonly prior_state: ResourceValues[]
  /** Of a state. */
  readonly values: ResourceValues[]
}

const mostNames = 100
const longestName = 40
const knownFormat = /^(?:0\.[12]|1\.\d{1,9})$/

/** Which resources to gather: by their bytes, where a yes may be wrong, then by their type. */
export interface Filter {
  readonly mayBe: (bytes: Buffer) => boolean
  readonly keeps: (type: string) => boolean
}

/** What the reader has a use for. */
const inventory: Filter = { mayBe: mayBeKept, keeps }

/** A collector that has nothing yet. */
export function collector(file: string, filter: Filter = inventory): Collector {
  const parts: Parts = {
    variables: {},
    configuration: {},
    resource_drift: [],
    planned_values: [],
    prior_state: [],
    values: [],
  }
  const samples = { prior_state: accountSample(), values: accountSample() }
  const names: string[] = []
  return {
    names,
    name: name => {
      if (names.length < mostNames && name.length <= longestName) names.push(name)
    },
    list: name => {
      if (name === 'resource_changes') parts.resource_changes = []
    },
    slice: (part, slice) => {
      if (part === 'prior_state' || part === 'values')
        parts[part].push(...existing(part, slice, file, samples[part], filter))
      else take(parts, part, slice, file, filter)
    },
    plan: () => planOf(parts, names, file, filter),
  }
}

function take(
  parts: Parts,
  part: Exclude<Part, 'prior_state' | 'values'>,
  slice: Slice,
  file: string,
  filter: Filter,
): void {
  switch (part) {
    case 'format_version':
      parts.format_version = formatVersion(slice, file)
      return
    case 'terraform_version':
      parts.terraform_version = shaped(textShape, part, slice, file)
      return
    case 'applyable':
    case 'complete':
    case 'errored':
      parts[part] = shaped(flagShape, part, slice, file)
      return
    case 'variables':
      parts.variables = shaped(variablesShape, part, slice, file)
      return
    case 'configuration':
      parts.configuration = shaped(configurationShape, part, slice, file)
      return
    case 'resource_changes':
      if (filter.mayBe(slice.bytes))
        parts.resource_changes?.push(...kept(changeShape, part, slice, file, filter))
      return
    case 'resource_drift':
      if (filter.mayBe(slice.bytes)) parts[part].push(...drifted(slice, file, filter))
      return
    case 'planned_values':
      if (filter.mayBe(slice.bytes)) parts[part].push(copied(slice))
      return
  }
}

/** Terraform 1.0 writes no addresses here: which resource drifted is then not told. */
function drifted(slice: Slice, file: string, filter: Filter): readonly ResourceChange[] {
  const value = parseSlice(slice, file)
  if (isObject(value) && !('address' in value)) return []
  return kept(changeShape, 'resource_drift', slice, file, filter)
}

/** A resource of a state, in a list of its own; of one that is not kept, what may tell an account. */
function existing(
  part: 'prior_state' | 'values',
  slice: Slice,
  file: string,
  sample: AccountSample,
  filter: Filter,
): readonly ResourceValues[] {
  if (filter.mayBe(slice.bytes)) return kept(valuesShape, part, slice, file, filter)
  if (!sample.wants(slice.bytes)) return []
  const value = parseSlice(slice, file)
  const resource = fits(valuesShape, value) ? sample.take(value) : undefined
  return resource === undefined ? [] : [resource]
}

/** The resource in a list of its own, or an empty list if its type is not kept after all. */
function kept<Type>(
  shape: Shape<Type>,
  part: Part,
  slice: Slice,
  file: string,
  filter: Filter,
): readonly Type[] {
  const value = parseSlice(slice, file)
  if (!isObject(value)) throw misshapen(shape, value, part, slice, file)
  const { type } = value
  if (typeof type === 'string' && !filter.keeps(type)) return []
  if (!fits(shape, value)) throw misshapen(shape, value, part, slice, file)
  return [value]
}

function shaped<Type>(shape: Shape<Type>, part: Part, slice: Slice, file: string): Type {
  const value = parseSlice(slice, file)
  if (fits(shape, value)) return value
  throw misshapen(shape, value, part, slice, file)
}

function misshapen(
  shape: Shape<unknown>,
  value: unknown,
  part: Part,
  slice: Slice,
  file: string,
): InputError {
  const pointer = shape.faultIn(value) ?? ''
  const where = pointer === '' ? `\`${part}\`` : `\`${pointer}\` of \`${part}\``
  return broken(file, slice.place(), `${where} is not as Terraform writes it`)
}

function formatVersion(slice: Slice, file: string): string {
  const version = shaped(textShape, 'format_version', slice, file)
  if (knownFormat.test(version)) return version
  throw new InputError('the `format_version` of this plan is not known: 0.1, 0.2 and 1.x are', {
    input: file,
    hint: 'update keyplan; if there is no newer version yet, report the Terraform version',
    ...slice.place(),
  })
}

function copied(slice: Slice): Slice {
  const place = slice.place()
  return { bytes: Buffer.from(slice.bytes), place: () => place }
}

function planOf(parts: Parts, names: readonly string[], file: string, filter: Filter): Plan {
  const { format_version, planned_values, resource_drift, values: _, ...rest } = parts
  const isPlan = names.includes('planned_values') || rest.resource_changes !== undefined
  if (format_version !== undefined && !isPlan && names.includes('values'))
    return stateOf(parts, format_version)
  if (format_version === undefined || !isPlan) {
    throw new InputError('this JSON is not a Terraform plan', {
      input: file,
      hint: `hand over what ${planCommand} writes, unchanged`,
      line: 1,
      column: 1,
    })
  }
  let parsed: readonly ResourceValues[] | undefined
  return {
    ...rest,
    format_version,
    ...(resource_drift.length === 0 ? {} : { resource_drift }),
    // Only some plans need them, and they are a quarter of all bytes.
    get planned_values() {
      parsed ??= planned_values.flatMap(slice => kept(valuesShape, 'planned_values', slice, file, filter))
      return parsed
    },
  }
}

/** What a state does not have is not taken from elsewhere in its file. */
function stateOf({ terraform_version, values }: Parts, format_version: string): Plan {
  return {
    format_version,
    ...(terraform_version === undefined ? {} : { terraform_version }),
    variables: {},
    configuration: {},
    planned_values: [],
    prior_state: values,
    isState: true,
  }
}
