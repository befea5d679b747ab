import { treeAt } from '../../syntax/tree.ts'
import { mapTree, remade } from '../trees.ts'
import { tagsOf } from './role.ts'
import type { Made, Serverless } from './serverless.ts'

/** A table of SAM: what it is encrypted with stands under the same name in CloudFormation. */
export function tableOf({ id, tree, properties }: Serverless): Made {
  const { place } = properties
  const main = {
    TableName: treeAt(properties, 'TableName'),
    SSESpecification: treeAt(properties, 'SSESpecification'),
    Tags: tagsOf(properties),
  }
  return {
    resources: [[id, remade(tree, 'AWS::DynamoDB::Table', mapTree(main, place))]],
    conditions: [],
  }
}
