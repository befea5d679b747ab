import type { Knowable, Unknown } from '../../../model/unknown.ts'
import { literal, text, type Text } from '../../../model/text.ts'
import { argument } from '../configuration.ts'
import { word } from '../json-value.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { attribute, hole, isHole, isUnset, type Value } from '../values.ts'
import { openLeaves } from './open-leaves.ts'
import templates from './resource-arns.json' with { type: 'json' }
import { isMarkedSensitive } from './sensitive-place.ts'

const own: Readonly<Record<string, string>> = templates.own
const actsFor: Readonly<Record<string, string>> = templates.actsFor
const encrypts: Readonly<Record<string, string>> = templates.encrypts
const named: Readonly<Record<string, string>> = templates.named

/** The ARN that a resource has or will have; a hole for types whose ARN nothing asks for. */
export function ownArn(reading: Reading, resource: Instance): Text {
  return arnBy(reading, resource, own[resource.type])
}

/** The ARN by which IAM policies name what is encrypted because of a resource; nothing for types that no table has. */
export function namedArn(reading: Reading, resource: Instance): Text | undefined {
  const template = named[resource.type]
  return template === undefined ? undefined : arnBy(reading, resource, template)
}

function arnBy(reading: Reading, resource: Instance, template: string | undefined): Text {
  const arn = attribute(resource.values, 'arn')
  const exists = isHole(arn) || template === undefined ? undefined : word(arn.json)
  if (exists !== undefined) return hidden(resource, arn) ?? text(exists)
  return filledIn(reading, resource, template)
}

/** The ARN of what a service acts for because of a resource: of the bucket, when its notifications are configured. */
export function sourceArn(reading: Reading, resource: Instance): Text {
  const template = actsFor[resource.type]
  return template === undefined ? ownArn(reading, resource) : filledIn(reading, resource, template)
}

/** The ARN of what is encrypted because of a resource. */
export function encryptedArn(reading: Reading, resource: Instance): Text {
  const template = encrypts[resource.type]
  return template === undefined ? ownArn(reading, resource) : filledIn(reading, resource, template)
}

/** Where a resource stands: from version 6 of the provider on it can name a Region of its own. */
export function regionOf(reading: Reading, { values, provider }: Instance): Knowable<string> {
  const value = attribute(values, 'region')
  const written = isHole(value) ? undefined : word(value.json)
  return written ?? reading.regionOf(provider)
}

function filledIn(reading: Reading, resource: Instance, template = '{the ARN}'): Text {
  const parts = template.split(/[{}]/)
  return text(...parts.map((part, index) => (index % 2 === 0 ? part : factOf(reading, resource, part))))
}

function factOf(reading: Reading, resource: Instance, name: string): string | Unknown | Text {
  const { provider } = resource
  switch (name) {
    case 'account':
      return reading.accountOf(provider).account
    case 'region':
      return regionOf(reading, resource)
    case 'partition':
      return reading.partitionOf(provider)
    case 'bus/':
      return busPrefix(reading, resource)
    case '/name':
      return withSlash(valueOf(reading, resource, 'name'))
    default:
      return name.startsWith('the ')
        ? hole(resource.at, `${name} of ${resource.address}`)
        : valueOf(reading, resource, name)
  }
}

/** The ARN of a rule of the default bus does not name it (Service Authorization Reference, Amazon EventBridge). */
function busPrefix(reading: Reading, resource: Instance): Text {
  const name = 'event_bus_name'
  if (isUnset(attribute(resource.values, name))) return []
  const bus = valueOf(reading, resource, name)
  const known = literal(bus)
  if (known === undefined) return text(bus, '/')
  const short = known.slice(known.lastIndexOf('/') + 1)
  return short === 'default' ? [] : text(`${short}/`)
}

/** A parameter's name may begin with the slash that its ARN has. */
function withSlash(name: Text): Text {
  const [start] = name
  return typeof start === 'string' && start.startsWith('/') ? name : text('/', name)
}

/** The value of an argument; of one that names another resource of the plan, what that resource has there. */
function valueOf(reading: Reading, resource: Instance, name: string): Text {
  const value = attribute(resource.values, name)
  const secret = hidden(resource, value)
  if (secret !== undefined) return secret
  const known = isHole(value) ? undefined : word(value.json)
  if (known !== undefined) return text(known)
  return referredTo(reading, resource, name) ?? text(hole(value.at, `${resource.address}.${name}`))
}

function referredTo(reading: Reading, resource: Instance, name: string): Text | undefined {
  const expression = argument(resource.block, name)
  if (expression === undefined) return undefined
  const [leaf, ...others] = openLeaves(reading, resource, [expression])
  if (leaf?.kind !== 'resource' || others.length > 0) return undefined
  const [target, another] = leaf.instances
  if (target === undefined || another !== undefined) return undefined
  if (name.endsWith('_arn')) return own[target.type] === undefined ? undefined : ownArn(reading, target)
  const value = attribute(target.values, name)
  const known = isHole(value) ? undefined : word(value.json)
  return known === undefined ? undefined : (hidden(target, value) ?? text(known))
}

/** What Terraform marks as sensitive is never printed, and an ARN is. */
function hidden(resource: Instance, value: Value): Text | undefined {
  if (!isMarkedSensitive(resource, value)) return undefined
  return text(hole(value.at, 'a sensitive value', 'anything', 'sensitive'))
}
