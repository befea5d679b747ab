import type { Instance } from '../resources.ts'
import type { Value } from '../values.ts'

/** Whether Terraform marks a value of a resource, or something that it is part of, as sensitive. */
export function isMarkedSensitive({ sensitive }: Instance, { at }: Value): boolean {
  let overlay = sensitive
  for (const step of at.pointer.split('/').slice(1)) {
    if (overlay === true) return true
    if (typeof overlay !== 'object' || overlay === null) return false
    overlay = Object.hasOwn(overlay, step) ? Reflect.get(overlay, step) : undefined
  }
  return overlay === true
}
