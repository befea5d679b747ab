import type { Declared } from './declared.ts'

/** A resource, by what tells whether it brings others with it. */
type Bringing = Pick<Declared, 'id' | 'type' | 'at'>

/**
 * What a stack creates besides what its template shows, in sentences: resources that are made of another template, which
 * is not at hand. `hasTemplate` tells of which nested stacks it is.
 */
export function unseenTemplates(
  declared: readonly Bringing[],
  hasTemplate: (id: string) => boolean,
): readonly string[] {
  const found = declared.flatMap(resource => {
    const says = unseen(resource, hasTemplate)
    if (says === undefined) return []
    const { line } = resource.at
    return line === undefined ? says : `line ${line}: ${says}`
  })
  const rest = found.length - mostSaid
  return rest > 0 ? [...found.slice(0, mostSaid), `and ${rest} more like this`] : found
}

const mostSaid = 20

function unseen({ id, type }: Bringing, hasTemplate: (id: string) => boolean): string | undefined {
  if (type === '') return `resource \`${id}\` has no \`Type\` that can be read: it is not judged`
  // "AWS CloudFormation modules": their types end so, and are replaced by the resources of the module.
  if (!type.startsWith('Custom::') && type.endsWith('::MODULE'))
    return `resource \`${id}\` stands for module \`${type}\`: what it is made of is not judged`
  switch (type) {
    case 'AWS::CloudFormation::Stack':
      if (hasTemplate(id)) return undefined
      return `the template of nested stack \`${id}\` is not at hand, and not judged: hand it over in the same call`
    case 'AWS::CloudFormation::StackSet':
      return `stack set \`${id}\` deploys another template, which is not judged: check it by itself`
    case 'AWS::ServiceCatalog::CloudFormationProvisionedProduct':
      return `product \`${id}\` is another template, which is not judged: check it by itself`
    default:
      return undefined
  }
}
