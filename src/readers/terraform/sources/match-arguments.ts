import { nestedBlocks } from '../../../hcl/nested-blocks.ts'
import type { Attribute, Block, Body } from '../../../hcl/syntax.ts'
import { isObject, names, property } from '../json-value.ts'
import { dynamicTypes } from './dynamic-blocks.ts'
import { expressionMismatch } from './match-expression.ts'

/** Of blocks that Terraform itself reads; the plan shows none of these among the arguments. */
const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'providers',
  'depends_on',
  'lifecycle',
  'connection',
  'provisioner',
  'dynamic',
])

/** And of module calls only. */
export const callArguments: ReadonlySet<string> = new Set([...metaArguments, 'source', 'version'])

/**
 * The first argument in which a block of the sources differs from the plan's configuration, as a sentence without its
 * end: "`policy` of `aws_kms_key.main` refers to …". Dynamic blocks are left out of the plan, and are not compared.
 */
export function argumentsMismatch(
  body: Body,
  planned: unknown,
  of: string,
  meta: ReadonlySet<string> = metaArguments,
): string | undefined {
  return mismatchIn({ of, meta }, body, planned, '')
}

interface Comparing {
  /** `` `aws_kms_key.main` ``. */
  readonly of: string
  readonly meta: ReadonlySet<string>
}

function mismatchIn(comparing: Comparing, body: Body, planned: unknown, path: string): string | undefined {
  const { of, meta } = comparing
  const parts = partsOf(body)
  const dynamic = dynamicTypes(body)
  for (const name of names(planned)) {
    const value = property(planned, name)
    const part = parts.get(name) ?? { ...body, attributes: [], blocks: [] }
    const expression = part.attributes.find(attribute => attribute.name === name)?.value
    const isArgument = expression !== undefined && isExpression(value)
    const isOnlyDynamic = !parts.has(name) && dynamic.has(name)
    if (isOnlyDynamic && !Array.isArray(value)) continue
    const mismatch = isArgument
      ? end(`${path}${name}`, of, expressionMismatch(expression, value, body.isJson === true))
      : blocksMismatch(comparing, part, name, value, path)
    if (mismatch !== undefined) return mismatch
  }
  for (const { name, value } of body.attributes) {
    if (name === '//' || (meta.has(name) && path === '')) continue
    // In the JSON syntax, an empty list can stand for no blocks.
    const maybeBlocks = body.isJson === true && ['tuple', 'object'].includes(value.kind)
    if (property(planned, name) === undefined && !maybeBlocks)
      return end(`${path}${name}`, of, 'is set in the sources and not in the plan')
  }
  return undefined
}

/** What a body holds of each name, so that looking for many names takes no longer than the body is. */
function partsOf(body: Body): ReadonlyMap<string, Body> {
  const parts = new Map<string, { readonly attributes: Attribute[]; readonly blocks: Block[] }>()
  const partOf = (name: string) => {
    const part = parts.get(name) ?? { attributes: [], blocks: [] }
    parts.set(name, part)
    return part
  }
  for (const attribute of body.attributes) partOf(attribute.name).attributes.push(attribute)
  for (const block of body.blocks) partOf(block.type).blocks.push(block)
  return new Map([...parts].map(([name, part]) => [name, { ...body, ...part }]))
}

/** Arguments and blocks look alike in a plan when they hold nothing. */
function isExpression(value: unknown): boolean {
  if (!isObject(value)) return false
  return names(value).every(name => name === 'constant_value' || name === 'references')
}

function blocksMismatch(
  comparing: Comparing,
  part: Body,
  name: string,
  planned: unknown,
  path: string,
): string | undefined {
  const fixed = nestedBlocks(part, name).filter(block => block.kind === 'static')
  if (!Array.isArray(planned)) {
    const isThere = fixed.length > 0 || part.attributes.length > 0
    if (!isThere) return end(`${path}${name}`, comparing.of, 'is set in the plan and not in the sources')
    const [only] = fixed
    const isOne = only !== undefined && fixed.length === 1 && !isExpression(planned)
    return isOne ? mismatchIn(comparing, only.body, planned, `${path}${name}.`) : undefined
  }
  if (fixed.length !== planned.length) {
    const counts = `has ${counted(fixed.length)} in the sources and ${planned.length} in the plan`
    return end(`${path}${name}`, comparing.of, counts)
  }
  for (const [index, block] of fixed.entries()) {
    const mismatch = mismatchIn(comparing, block.body, planned[index], `${path}${name}[${index}].`)
    if (mismatch !== undefined) return mismatch
  }
  return undefined
}

function counted(count: number): string {
  return count === 1 ? '1 block' : `${count} blocks`
}

function end(path: string, of: string, says: string | undefined): string | undefined {
  return says === undefined ? undefined : `\`${path}\` of ${of} ${says}`
}
