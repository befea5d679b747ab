import { literal, text, type Text } from '../../../model/text.ts'
import { below } from '../../../model/source-location.ts'
import type { Unknown } from '../../../model/unknown.ts'
import type { Declared } from '../declared.ts'
import { hole, textOf } from '../evaluate/node-parts.ts'
import { resourceHole } from '../evaluate/return-values.ts'
import { arnTold, nameTold } from '../reading.ts'
import { placesOf, propertyPath } from './property-places.ts'
import templates from './resource-arns.json' with { type: 'json' }

const actsFor: Readonly<Record<string, string>> = templates.actsFor
const encrypts: Readonly<Record<string, string>> = templates.encrypts
const named: Readonly<Record<string, string>> = templates.named

/** The ARN of what a service acts for because of a resource: of the topic, when a queue is subscribed. */
export function sourceArn(resource: Declared): Text {
  return filledIn(resource, actsFor[resource.type])
}

/** The ARN of what is encrypted because of a resource. */
export function encryptedArn(resource: Declared): Text {
  return filledIn(resource, encrypts[resource.type])
}

/** The ARN by which IAM policies name what is encrypted because of a resource; nothing for types that no table has. */
export function namedArn(resource: Declared): Text | undefined {
  const template = named[resource.type]
  return template === undefined ? undefined : filledIn(resource, template)
}

function filledIn(resource: Declared, template = '{arn}'): Text {
  const parts = template.split(/[{}]/)
  return text(...parts.map((part, index) => (index % 2 === 0 ? part : factOf(resource, part))))
}

function factOf(resource: Declared, name: string): string | Unknown | Text {
  const { stack } = resource
  switch (name) {
    case 'partition':
    case 'region':
    case 'account':
      return stack[name]
    case 'arn':
      return arnTold(resource)
    case 'name':
      return nameTold(resource)
    case 'bus/':
      return busPrefix(resource)
    default:
      return name.startsWith('the ')
        ? hole(resource.at, `${name} of ${resource.id}`, 'known-after-apply')
        : (valueOf(resource, name) ?? text(resourceHole(resource.stack, resource.declaration, resource.id)))
  }
}

/** The ARN of a rule of the default bus does not name it (Service Authorization Reference, Amazon EventBridge). */
function busPrefix(resource: Declared): Text {
  const bus = valueOf(resource, 'EventBusName')
  if (bus === undefined) return []
  const known = literal(bus)
  const last = bus.at(-1)
  // What is told of an ARN ends with the name of the bus.
  if (known === undefined)
    return text(typeof last === 'string' ? last.slice(last.lastIndexOf('/') + 1) : (last ?? ''), '/')
  const short = known.slice(known.lastIndexOf('/') + 1)
  return short === 'default' || short === '' ? [] : text(`${short}/`)
}

/** The text of a property, nothing where it is not written; a hole where it hangs on something undecided. */
function valueOf(resource: Declared, name: string): Text | undefined {
  const [place, ...others] = placesOf(resource, propertyPath(name))
  if (place === undefined || (place.node.type === 'literal' && place.node.value === null)) return undefined
  const [open] = [...place.hangsOn, ...others.flatMap(({ hangsOn }) => hangsOn)]
  if (open !== undefined) return text(open)
  const { at } = place.node
  return textOf(place.node) ?? text(hole(below(at, name), name, 'malformed'))
}
