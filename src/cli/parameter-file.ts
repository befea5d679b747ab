import { InputError } from '../model/input-error.ts'
import { shortened, type Place } from '../yaml/objection.ts'
import { placeAt } from '../yaml/places.ts'
import { readTree, type Tree } from '../yaml/tree.ts'

/** The name of a parameter and its value. */
export type Pair = readonly [name: string, value: string]

/** A parameter has a name of letters and digits (CloudFormation User Guide, "Parameters"); its value may hold any text. */
const pair = /^([A-Za-z0-9]{1,255})=([^]*)$/

/** As `aws cloudformation create-stack --parameters` takes it. */
const longPair = /^ParameterKey=([A-Za-z0-9]{1,255}),ParameterValue=([^]*)$/

/** The parameter that `Key=Value` gives; nothing for what is not of that form. */
export function pairOf(written: string): Pair | undefined {
  const [, name, value] = longPair.exec(written) ?? pair.exec(written) ?? []
  return name === undefined || value === undefined ? undefined : [name, value]
}

/**
 * The parameters of a file, as the AWS command line and its like take them: a list of `ParameterKey` and
 * `ParameterValue`, a list of `Key=Value`, either of these or an object under `Parameters`, or an object alone. JSON or
 * YAML. Throws an `InputError`, never with a value in it.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 */
export async function parametersIn(text: string, path: string): Promise<readonly Pair[]> {
  const tree = await readTree(text, { deepest: 8, schema: 'README.md' })
  const [objection] = tree.objections
  if (objection !== undefined) {
    const { message, hint, line, column } = objection
    // What a parser says of a text can quote it.
    const isSyntax = message.startsWith('is not YAML: ')
    throw isSyntax
      ? mistake('is neither JSON nor YAML', { line, column }, path)
      : new InputError(message, { input: path, hint, line, column })
  }
  if (text.trim() === '') throw mistake('is empty', { line: 1, column: 1 }, path)
  return pairsAt({ tree, path }, tree.value, '')
}

interface File {
  readonly tree: Tree
  readonly path: string
}

function pairsAt(file: File, value: unknown, pointer: string): readonly Pair[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => listed(file, item, `${pointer}/${index}`))
  if (!isObject(value)) throw wrong(file, pointer, 'these are no parameters')
  const inner = memberOf(value, 'Parameters')
  // A parameter may itself be called so.
  if (pointer === '' && typeof inner === 'object' && inner !== null)
    return pairsAt(file, inner, '/Parameters')
  return Object.keys(value).map(name => [
    name,
    textAt(file, memberOf(value, name), below(pointer, name), name),
  ])
}

function listed(file: File, item: unknown, pointer: string): readonly Pair[] {
  const own = typeof item === 'string' ? pairOf(item) : undefined
  if (own !== undefined) return [own]
  const name = isObject(item) ? memberOf(item, 'ParameterKey') : undefined
  if (!isObject(item) || typeof name !== 'string')
    throw wrong(file, pointer, 'this is neither `Key=Value` nor an object with `ParameterKey`')
  const value = memberOf(item, 'ParameterValue')
  // Its value is the one that the stack has, which no file tells.
  if (value === undefined && isTrue(memberOf(item, 'UsePreviousValue'))) return []
  return [[name, textAt(file, value, `${pointer}/ParameterValue`, name)]]
}

/** Text as it is written: an account id that YAML takes for a number keeps its zeros. */
function textAt(file: File, value: unknown, pointer: string, name: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean')
    return placeAt(file.tree.places, pointer)?.written ?? String(value)
  if (Array.isArray(value))
    return value.map((item: unknown, index) => itemAt(file, item, `${pointer}/${index}`, name)).join(',')
  throw wrong(file, pointer, `\`${shortened(name)}\` has no text as its value`)
}

function itemAt(file: File, item: unknown, pointer: string, name: string): string {
  if (Array.isArray(item)) throw wrong(file, pointer, `\`${shortened(name)}\` is a list of lists`)
  return textAt(file, item, pointer, name)
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

function wrong({ tree, path }: File, pointer: string, message: string): InputError {
  // What is absent is missing from what is around it.
  const place = placeAt(tree.places, pointer) ?? placeAt(tree.places, pointer.replace(/\/[^/]*$/, ''))
  return mistake(message, { line: place?.line ?? 1, column: place?.column ?? 1 }, path)
}

function mistake(message: string, place: Place, input: string): InputError {
  const hint =
    'write `{"Key": "Value"}`, or `[{"ParameterKey": "Key", "ParameterValue": "Value"}]` as for the AWS command line'
  return new InputError(message, { input, hint, ...place })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function memberOf(value: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

function below(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
