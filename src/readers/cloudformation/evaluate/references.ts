import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { isUnknown } from '../../../model/unknown.ts'
import { itemsOf, wordIn, type Tree } from '../syntax/tree.ts'
import { evaluate } from './evaluate.ts'
import { holeNode, madeOf, textNode, textOf, wordOf } from './node-parts.ts'
import { parameterValue } from './parameters.ts'
import { isPseudo, pseudoParameter } from './pseudo-parameters.ts'
import { attributeValue, refValue } from './return-values.ts'
import type { Run } from './worlds.ts'

/** `Ref`: a parameter, a pseudo parameter, or what names a resource. */
export function ref(run: Run, argument: Tree, at: SourceLocation): Node | undefined {
  // With the language extensions the name may be put together by functions.
  const written = wordIn(argument)
  const node = written === undefined ? evaluate(run, argument, at) : undefined
  const name = written ?? wordOf(node)
  if (name !== undefined) return referenceTo(run, name, at)
  const open = textOf(node)?.find(isUnknown)
  return open === undefined
    ? holeNode(at, 'Ref without a name', 'malformed')
    : { type: 'unknown', unknown: madeOf(open, 'Ref'), at }
}

/** What a name of the template stands for; nothing for `AWS::NoValue`. */
export function referenceTo(run: Run, name: string, at: SourceLocation): Node | undefined {
  if (isPseudo(name)) return pseudoParameter(run.stack, name, at)
  const { template } = run.stack
  const parameter = template.parameters.get(name)
  if (parameter !== undefined) return parameterValue(run, parameter, at)
  const resource = template.resources.get(name)
  if (resource === undefined) return holeNode(at, name, 'not-in-input')
  return textNode(at, refValue(run, resource))
}

/** `Fn::GetAtt`: `[Resource, Attribute]`, or both with a dot between. */
export function getAtt(run: Run, argument: Tree, at: SourceLocation): Node {
  const written = wordIn(argument)
  const [resource, ...attribute] =
    written === undefined
      ? itemsOf(argument).map(item => wordIn(item) ?? wordOf(evaluate(run, item, at)))
      : written.split('.')
  if (resource === undefined || attribute.length === 0 || attribute.includes(undefined))
    return holeNode(at, 'Fn::GetAtt without its two names', 'malformed')
  return attributeOf(run, resource, attribute.join('.'), at)
}

/** An attribute of a resource of the template. */
export function attributeOf(run: Run, id: string, attribute: string, at: SourceLocation): Node {
  const resource = run.stack.template.resources.get(id)
  if (resource === undefined) return holeNode(at, `${id}.${attribute}`, 'not-in-input')
  const isOutput = resource.type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')
  const output = isOutput ? run.stack.nested(id, attribute.slice('Outputs.'.length)) : undefined
  return output === undefined ? textNode(at, attributeValue(run, resource, attribute)) : { ...output, at }
}
