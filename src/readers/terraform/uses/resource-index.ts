import type { Text } from '../../../model/text.ts'
import { word } from '../json-value.ts'
import type { Instance, Resources } from '../resources.ts'
import { attribute, isHole } from '../values.ts'

/** Resources of some types by the names that others know them by. */
export interface ResourceIndex {
  /** The resource of this type that a text names; a short name counts within a provider configuration. */
  named(name: string, type: string, provider: string): Instance | undefined
}

const naming = ['arn', 'id', 'name', 'bucket', 'url']

/** Indexes the resources of some types by the names that are known before apply. `arnOf` tells ARNs as they will be. */
export function indexResources(
  { managed }: Resources,
  types: ReadonlySet<string>,
  arnOf: (resource: Instance) => Text,
): ResourceIndex {
  const found = new Map<string, Instance>()
  for (const resource of managed) {
    if (!types.has(resource.type)) continue
    for (const name of namesOf(resource, arnOf)) {
      found.set(idOf(resource.type, name, resource.provider), resource)
    }
  }
  return { named: (name, type, provider) => found.get(idOf(type, bucketName(type, name), provider)) }
}

function namesOf(resource: Instance, arnOf: (resource: Instance) => Text): readonly string[] {
  const own = naming.map(name => attribute(resource.values, name))
  const known = own.map(value => (isHole(value) ? undefined : word(value.json)))
  const [arn, ...others] = arnOf(resource)
  const future = typeof arn === 'string' && others.length === 0 ? arn : undefined
  const names = [...known, future].filter(name => name !== undefined)
  return names.filter(name => name !== '')
}

function idOf(type: string, name: string, provider: string): string {
  return name.startsWith('arn:') ? `${type} ${name}` : `${type} ${provider} ${name}`
}

/** A bucket is also known by its ARN with a prefix behind it, and by its domain. */
function bucketName(type: string, name: string): string {
  if (type !== 'aws_s3_bucket') return name
  if (name.startsWith('arn:')) return name.split('/', 1)[0] ?? name
  const dot = name.search(/\.s3[.-]/)
  return name.endsWith('.amazonaws.com') && dot > 0 ? name.slice(0, dot) : name
}
