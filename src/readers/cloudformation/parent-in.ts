import { treeAt, wordIn } from './syntax/tree.ts'
import type { Template } from './template.ts'

/** The parent of a template that another one names by a path beside its own (`TemplateURL: ./nested.yaml`). */
export function parentIn(
  templates: readonly Template[],
  child: string,
  pathOf: (from: string, to: string) => string,
): { readonly file: string; readonly id: string } | undefined {
  for (const { file, resources } of templates) {
    for (const { id, type, properties } of resources.values()) {
      if (type !== 'AWS::CloudFormation::Stack' && type !== 'AWS::Serverless::Application') continue
      const url = wordIn(treeAt(properties, 'TemplateURL') ?? treeAt(properties, 'Location'))
      if (url !== undefined && !/^\w+:/.test(url) && file !== child && pathOf(file, url) === child)
        return { file, id }
    }
  }
  return undefined
}
