import type { Attribute, Block, Body } from '../../../hcl/syntax.ts'
import { dynamicTypes, isDynamic, madeType } from './dynamic-blocks.ts'
import { plainText } from './literals.ts'

/**
 * A block with another that overrides it, as Terraform merges them: an argument replaces the argument of its name, blocks
 * of a type replace all of that type, and a `dynamic` block counts as one of the type that it makes.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/configs/module_merge_body.go
 */
export function overridden(base: Block, override: Block): Block {
  return { ...base, body: merged(base.body, override.body) }
}

function merged(base: Body, override: Body): Body {
  const blockTypes = new Set([
    ...override.attributes.filter(one => !isNothing(one)).map(({ name }) => name),
    ...override.blocks.map(({ type }) => type),
    ...dynamicTypes(override),
  ])
  const names = new Set([...override.attributes.map(({ name }) => name), ...blockTypes])
  const dynamics = override.attributes.find(isDynamic)
  const attributes = base.attributes.flatMap((one): readonly Attribute[] => {
    if (isDynamic(one)) return [withMembers(one, blockTypes, dynamics)]
    return names.has(one.name) ? [] : [one]
  })
  const isTaken = base.attributes.some(isDynamic)
  return {
    attributes: [...attributes, ...override.attributes.filter(one => !(isTaken && isDynamic(one)))],
    blocks: [...base.blocks.filter(block => !blockTypes.has(madeType(block))), ...override.blocks],
    at: base.at,
    ...(base.isJson === true || override.isJson === true ? { isJson: true } : {}),
  }
}

/** In the JSON syntax, an empty list can be no blocks at all: those do not replace any. */
function isNothing({ value }: Attribute): boolean {
  return value.kind === 'tuple' && value.items.length === 0
}

/** The `dynamic` blocks of the JSON syntax that stay, with those that override others. */
function withMembers(base: Attribute, gone: ReadonlySet<string>, others: Attribute | undefined): Attribute {
  if (base.value.kind !== 'object') return base
  const stay = base.value.members.filter(({ key }) => !gone.has(plainText(key) ?? ''))
  const more = others?.value.kind === 'object' ? others.value.members : []
  return { ...base, value: { ...base.value, members: [...stay, ...more] } }
}
