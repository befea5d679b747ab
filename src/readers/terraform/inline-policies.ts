import type { PolicyDocument } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import { unread } from '../../policy/read-policy.ts'
import { hang } from './attachments.ts'
import { argument } from './configuration.ts'
import { writtenBlocks } from './document-expressions.ts'
import { showHolder, type Held, type Holder, type HolderKind } from './holder.ts'
import type { Holders } from './holders.ts'
import { items, property, word } from './json-value.ts'
import type { Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { isSensitive, isSensitiveBlock } from './sensitivity.ts'
import { attribute, elements, hole, isHole, type Value } from './values.ts'
import { writtenDocument } from './written-document.ts'

const writers: ReadonlyMap<string, HolderKind> = new Map([
  ['aws_iam_role_policy', 'role'],
  ['aws_iam_user_policy', 'user'],
  ['aws_iam_group_policy', 'group'],
])

/** Whose inline policy a resource of this type writes; nothing for other types. */
export function writesInlineOf(type: string): HolderKind | undefined {
  return writers.get(type)
}

/** Hangs the inline policies that resources of their own write on their holders; tells of those that name nobody. */
export function writeInlinePolicies(holders: Holders): readonly Unknown[] {
  const { reading } = holders
  return reading.resources.managed.flatMap(resource => {
    const kind = writers.get(resource.type)
    if (kind === undefined) return []
    const value = attribute(resource.values, 'policy')
    const document = writtenDocument(reading, resource, value, argument(resource.block, 'policy'))
    if (document === undefined) return []
    const name = inlineId(resource)
    const shown = name === resource.address ? name : JSON.stringify(name)
    const sensitive = isSensitive(reading, resource)
    return hang(holders, resource, kind, kind, whose => [
      inline(name, `inline policy ${shown} of ${whose}`, document, sensitive),
    ])
  })
}

/** The name of an inline policy that a resource writes, else its address. */
export function inlineId(resource: Instance): string {
  const name = attribute(resource.values, 'name')
  return (isHole(name) ? undefined : word(name.json)) ?? resource.address
}

const blocks = 'inline_policy'

/**
 * Hangs the `inline_policy` blocks of a role on it. A role that the plan creates and that shows none has none: Terraform
 * writes an argument that is left out as it writes a `dynamic` block over a collection that is not known.
 */
export function takeInlineBlocks(reading: Reading, role: Holder): void {
  const { instance, held } = role
  if (instance?.type !== 'aws_iam_role' || instance.mode !== 'managed') return
  const value = attribute(instance.values, blocks)
  const written = items(argument(instance.block, blocks))
  if (listsInline(instance)) role.exclusive.add('inline')
  if (isHole(value)) {
    if (written.length > 0) held.push(unknownBlocks(role, value))
    return
  }
  const all = elements(value)
  const isFound = !instance.created && written.length === 0
  for (const block of all) {
    const policy = readBlock(reading, role, instance, block, expressionOf(written, all.length, block))
    if (policy !== undefined) held.push({ ...policy, isFound })
  }
}

/** Whether the `inline_policy` blocks of a role are all the inline policies that it keeps. */
export function listsInline({ block }: Instance): boolean {
  return items(argument(block, blocks)).length > 0
}

function unknownBlocks(role: Holder, { at }: Value): Held {
  const document = unread(at, hole(at, `the inline policies of ${role.address}`))
  return inline(at.address, `inline policy of ${showHolder(role)}`, document, false)
}

/** An empty block asks for no inline policies at all (AWS provider, `aws_iam_role`, "inline_policy"). */
function readBlock(
  reading: Reading,
  role: Holder,
  instance: Instance,
  block: Value,
  expression: unknown,
): Held | undefined {
  const value = attribute(block, 'policy')
  const document = writtenDocument(reading, instance, value, expression)
  if (document === undefined) return undefined
  const label = attribute(block, 'name')
  const name = isHole(label) ? undefined : word(label.json)
  const says = `inline policy${name === undefined ? '' : ` ${JSON.stringify(name)}`} of ${showHolder(role)}`
  const sensitive = isSensitiveBlock(reading, instance, blocks, expression)
  return inline(name ?? `${block.at.address} ${block.at.pointer}`, says, document, sensitive)
}

/** Blocks are a set, whose order is lost: they are told apart by their names. */
function expressionOf(written: readonly unknown[], count: number, block: Value): unknown {
  const name = attribute(block, 'name')
  const known = isHole(name) ? undefined : word(name.json)
  const found = writtenBlocks(written, count, ['name'], { labels: [known ?? ''], blocks: [block] })
  const [only, ...others] = found ?? []
  return others.length === 0 ? property(only, 'policy') : undefined
}

function inline(id: string, name: string, document: PolicyDocument, sensitive: boolean): Held {
  return { form: 'inline', id, isFound: false, policy: { name, document, sensitive, hangsOn: [] } }
}
