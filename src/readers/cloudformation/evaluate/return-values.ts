import { text, type Text } from '../../../model/text.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { toldApart } from '../../shared/told-apart.ts'
import { treeAt } from '../syntax/tree.ts'
import type { ResourceDeclaration } from '../template.ts'
import { evaluate } from './evaluate.ts'
import { hole, textOf } from './node-parts.ts'
import table from './return-values.json' with { type: 'json' }
import { once } from './spend.ts'
import type { Stack } from './stack.ts'
import type { Run } from './worlds.ts'

/** What CloudFormation tells of resources of one type (its Template Reference, "Return values"). */
interface TypeFacts {
  /** The property that names it; a name of CloudFormation's own where it is not written. */
  readonly name?: string
  /** `arn:{partition}:sqs:{region}:{account}:{name}` */
  readonly arn?: string
  /** What `Ref` is, `name` or `arn`: the name of what has one where nothing is said. */
  readonly ref?: string
  /** Attributes that are its ARN besides `Arn`, and those that are its name. */
  readonly arns?: readonly string[]
  readonly names?: readonly string[]
}

const types: Readonly<Record<string, TypeFacts>> = table.types

/** What it returns is made by code that nothing here tells, or by a macro: an ARN, or anything else. */
function isMadeElsewhere({ type }: ResourceDeclaration): boolean {
  return !type.startsWith('AWS::') || type === 'AWS::CloudFormation::CustomResource'
}

function factsOf({ type }: ResourceDeclaration): TypeFacts {
  return Object.hasOwn(types, type) ? (types[type] ?? {}) : {}
}

/** What `Ref` gives for a resource. */
export function refValue(run: Run, resource: ResourceDeclaration): Text {
  const { ref, name } = factsOf(resource)
  if (isMadeElsewhere(resource)) return text(untold(run.stack, resource, resource.id, '/Ref'))
  if (ref === 'arn') return arnOf(run, resource)
  return ref === 'name' || (ref === undefined && name !== undefined)
    ? nameOf(run, resource)
    : text(resourceHole(run.stack, resource, resource.id))
}

/** What `Fn::GetAtt` gives for a resource. */
export function attributeValue(run: Run, resource: ResourceDeclaration, attribute: string): Text {
  const { arn, arns = [], names = [] } = factsOf(resource)
  if (!isMadeElsewhere(resource) && (attribute === 'Arn' || arns.includes(attribute))) {
    return arn === undefined
      ? text(resourceHole(run.stack, resource, `${resource.id}.${attribute}`, 'arn'))
      : arnOf(run, resource)
  }
  if (names.includes(attribute)) return nameOf(run, resource)
  return text(untold(run.stack, resource, `${resource.id}.${attribute}`, `/${attribute}`))
}

function untold(stack: Stack, resource: ResourceDeclaration, name: string, pointer: string): Unknown {
  const at = { ...placeOf(resource), pointer }
  return hole(at, toldApart(stack.besidesOthers, at.file, name), 'known-after-apply')
}

/** The ARN that a resource will have, with a hole for what is not told of it. */
export function arnOf(run: Run, resource: ResourceDeclaration): Text {
  const { arn } = factsOf(resource)
  if (arn === undefined) return text(resourceHole(run.stack, resource, `${resource.id}.Arn`, 'arn'))
  const { partition, region, account } = run.stack
  const parts = arn.split(/[{}]/).map((part, index): string | Unknown | Text => {
    if (index % 2 === 0) return part
    if (part === 'partition') return partition
    if (part === 'region') return region
    if (part === 'account') return account
    return part === 'path' ? pathOf(run, resource) : nameOf(run, resource)
  })
  return text(...parts)
}

/** The name that a resource will have: as it is written, else a hole that is the same wherever it is named. */
export function nameOf(run: Run, resource: ResourceDeclaration): Text {
  const { name } = factsOf(resource)
  const written = name === undefined ? undefined : propertyText(run, resource, name)
  return written ?? text(resourceHole(run.stack, resource, resource.id))
}

/** IAM's path, with its slashes. */
function pathOf(run: Run, resource: ResourceDeclaration): Text {
  return propertyText(run, resource, 'Path') ?? text('/')
}

function propertyText(run: Run, resource: ResourceDeclaration, name: string): Text | undefined {
  const tree = treeAt(resource.properties, name)
  const id = `${resource.id}/${name}`
  if (tree === undefined) return undefined
  const { names } = run.world
  if (names.has(id)) return names.get(id)
  const at = { ...placeOf(resource), pointer: `/Properties/${name}` }
  const told = once(
    run,
    id,
    () => shortEnough(textOf(evaluate(run, tree, at)), at),
    () => text(hole(at, `${resource.id}, which refers to itself`, 'malformed')),
  )
  names.set(id, told)
  return told
}

/** Names that are made of each other grow without end. No service of AWS takes longer ones. */
const longestName = 2048

function shortEnough(name: Text | undefined, at: SourceLocation): Text | undefined {
  if (name === undefined) return undefined
  const length = name.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)
  return length <= longestName ? name : text(hole(at, 'a name that is too long', 'malformed'))
}

/**
 * What only AWS knows of a resource: one hole wherever it is named, which leads back to the resource. It stands where
 * access looks for it (`resource-references.ts`).
 */
export function resourceHole(
  stack: Pick<Stack, 'besidesOthers'>,
  resource: ResourceDeclaration,
  name: string,
  shape: Unknown['shape'] = 'anything',
): Unknown {
  const at = { ...placeOf(resource), pointer: '/arn' }
  return hole(at, toldApart(stack.besidesOthers, at.file, name), 'known-after-apply', shape)
}

function placeOf({ at: { file, address } }: ResourceDeclaration): SourceLocation {
  return { file, address, pointer: '' }
}
