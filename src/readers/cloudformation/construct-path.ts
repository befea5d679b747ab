import { treeAt, wordIn } from './syntax/tree.ts'
import type { ResourceDeclaration, Template } from './template.ts'

/**
 * The path of the construct that a resource was made of, as the AWS CDK notes it (`Metadata: aws:cdk:path`):
 * `AppStack/Key/Resource` is `AppStack/Key`.
 */
export function constructPath({ metadata }: ResourceDeclaration): string | undefined {
  const path = wordIn(treeAt(metadata, 'aws:cdk:path'))
  // Constructs call their own resource `Resource` or `Default`, and the CDK's tools leave that out as well.
  return path?.replace(/\/(?:Resource|Default)$/, '')
}

/** Who writes such templates: people, people who use SAM, the AWS CDK. */
export type TemplateKind = 'plain' | 'sam' | 'cdk'

/** What a template was written with. The CDK also makes templates that use SAM. */
export function templateKind({ tree, resources, transforms }: Template): TemplateKind {
  const isCdk =
    resources.has('CDKMetadata') ||
    treeAt(tree, 'Parameters', 'BootstrapVersion') !== undefined ||
    [...resources.values()].some(({ metadata }) => treeAt(metadata, 'aws:cdk:path') !== undefined)
  if (isCdk) return 'cdk'
  return transforms.some(name => name.startsWith('AWS::Serverless-')) ? 'sam' : 'plain'
}
