import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Knowable } from '../../../model/unknown.ts'
import { toldApart } from '../../terraform/reading.ts'
import { hole, textNode } from './node-parts.ts'
import type { Stack } from './stack.ts'

/** Whether a name is one of CloudFormation's own. */
export function isPseudo(name: string): boolean {
  return name.startsWith('AWS::')
}

/**
 * What CloudFormation itself knows (User Guide, "Pseudo parameters reference"). The account, and what else the input
 * does not tell, is one hole wherever it is named.
 */
export function pseudoParameter(stack: Stack, name: string, at: SourceLocation): Node | undefined {
  switch (name) {
    case 'AWS::NoValue':
      return undefined
    case 'AWS::AccountId':
      return knowable(stack.account, at)
    case 'AWS::Region':
      return knowable(stack.region, at)
    case 'AWS::Partition':
      return textNode(at, stack.partition)
    case 'AWS::URLSuffix':
      return textNode(at, stack.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com')
    case 'AWS::StackName':
      return knowable(stack.name, at)
    default:
      return textNode(
        at,
        hole(
          { file: stack.template.file, address: name, pointer: '' },
          toldApart(stack.besidesOthers, stack.template.file, name),
          'not-in-input',
        ),
      )
  }
}

function knowable(value: Knowable<string>, at: SourceLocation): Node {
  return textNode(at, value)
}
