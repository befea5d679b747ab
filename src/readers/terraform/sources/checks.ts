import type { Block } from '../../../hcl/syntax.ts'

/** The data source inside a `check` block: Terraform reads it like any other, and plans list it so. */
export function checkedData(check: Block): readonly Block[] {
  return check.body.blocks.filter(({ type, labels }) => type === 'data' && labels.length === 2)
}
