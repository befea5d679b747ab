import { convert } from '../convert.ts'
import { isSensitive } from '../sensitive.ts'
import { anyType, type Type } from '../type.ts'
import { booleanValue, EvaluationError, unsupported, type Value } from '../value.ts'
import { oneArgument, open } from './collection-arguments.ts'
import type { FunctionTable, Implementation } from './table.ts'

/**
 * Functions that convert types, and those about sensitive values.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const typeFunctions: FunctionTable = {
  ephemeralasnull,
  issensitive,
  list: removed('list'),
  map: removed('map'),
  nonsensitive,
  sensitive: args => ({ ...oneArgument('sensitive', args), sensitive: true }),
  tobool: to('tobool', { kind: 'boolean' }),
  tolist: to('tolist', { kind: 'list', element: anyType }),
  tomap: to('tomap', { kind: 'map', element: anyType }),
  tonumber: to('tonumber', { kind: 'number' }),
  toset: to('toset', { kind: 'set', element: anyType }),
  tostring: to('tostring', { kind: 'string' }),
  // Terraform has it on its console only.
  type: args => unsupported('type(…)', args),
}

function to(name: string, type: Type): Implementation {
  return args => convert(oneArgument(name, args), type)
}

function removed(name: string): Implementation {
  return () => {
    throw new EvaluationError(`the function \`${name}\` is no longer there`)
  }
}

/** Only what stands around the value loses the mark. */
function nonsensitive(args: readonly Value[]): Value {
  const { sensitive: _mark, ...value } = oneArgument('nonsensitive', args)
  return value
}

function issensitive(args: readonly Value[]): Value {
  const value = oneArgument('issensitive', args)
  const isMarked = value.sensitive === true || (value.kind === 'string' && isSensitive(value))
  if (isMarked) return booleanValue(true)
  return value.kind === 'hole' ? open('issensitive', args, 'boolean') : booleanValue(false)
}

/** A plan holds no ephemeral values; what is not known may be one. */
function ephemeralasnull(args: readonly Value[]): Value {
  const value = oneArgument('ephemeralasnull', args)
  return value.kind === 'hole' ? unsupported('ephemeralasnull(…)', args) : value
}
