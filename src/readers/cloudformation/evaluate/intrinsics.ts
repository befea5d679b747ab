import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Tree } from '../syntax/tree.ts'
import { conditionFunction, evaluateIf } from './conditions.ts'
import { base64, length, opaque, toJsonString } from './encodings.ts'
import { findInMap } from './find-in-map.ts'
import { importValue } from './import-value.ts'
import { join, select, split } from './lists.ts'
import { getAtt, ref } from './references.ts'
import { sub } from './sub.ts'
import type { Run } from './worlds.ts'

/** An intrinsic function in its long form; `at` is the place of the whole call. */
export type Intrinsic = (run: Run, argument: Tree, at: SourceLocation) => Node | undefined

/**
 * CloudFormation Template Reference, "Intrinsic functions". Those of conditions stand only in `Conditions`: what holds them
 * elsewhere is not accepted, so that their value does no harm there.
 */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::If', evaluateIf],
  ['Fn::And', conditionFunction('Fn::And')],
  ['Fn::Or', conditionFunction('Fn::Or')],
  ['Fn::Not', conditionFunction('Fn::Not')],
  ['Fn::Equals', conditionFunction('Fn::Equals')],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::Base64', base64],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Cidr', opaque('Fn::Cidr', 'unsupported-function')],
  ['Fn::GetAZs', opaque('Fn::GetAZs', 'not-in-input')],
  ['Fn::Transform', opaque('Fn::Transform', 'transform')],
  ['Fn::GetStackOutput', opaque('Fn::GetStackOutput', 'not-in-input')],
])
