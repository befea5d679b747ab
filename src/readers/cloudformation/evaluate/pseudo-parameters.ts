import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { isUnknown, type Knowable, type Unknown } from '../../../model/unknown.ts'
import { toldApart } from '../../shared/told-apart.ts'
import { hole, textNode } from './node-parts.ts'
import type { Stack } from './stack.ts'
import type { Run } from './worlds.ts'

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
      return textNode(at, stack.isAnyPartition === true ? untold(stack, name) : stack.partition)
    case 'AWS::URLSuffix':
      return textNode(
        at,
        (stack.isAnyPartition === true ? undefined : suffixes.get(stack.partition)) ?? untold(stack, name),
      )
    case 'AWS::StackName':
      return knowable(stack.name, at)
    default:
      return textNode(at, untold(stack, name))
  }
}

/** The same run where what is evaluated decides something: ARNs may be taken to be those of most Regions, a choice may not. */
export function deciding(run: Run): Run {
  return isUnknown(run.stack.region) ? { ...run, stack: { ...run.stack, isAnyPartition: true } } : run
}

/** The domains of partitions (botocore's endpoints.json, `dnsSuffix`). */
const suffixes: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
  ['aws-iso', 'c2s.ic.gov'],
  ['aws-iso-b', 'sc2s.sgov.gov'],
  ['aws-iso-e', 'cloud.adc-e.uk'],
  ['aws-iso-f', 'csp.hci.ic.gov'],
  ['aws-eusc', 'amazonaws.eu'],
])

function untold({ template: { file }, besidesOthers }: Stack, name: string): Unknown {
  return hole({ file, address: name, pointer: '' }, toldApart(besidesOthers, file, name), 'not-in-input')
}

function knowable(value: Knowable<string>, at: SourceLocation): Node {
  return textNode(at, value)
}
