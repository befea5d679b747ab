import type { SourceLocation } from '../model/source-location.ts'
import type { Unknown } from '../model/unknown.ts'

/** Where a resource stands: addresses are unique within an input. */
interface Placed {
  readonly address: string
  readonly file: string
}

/**
 * What a hole has to do with a resource: `same`, it will be filled by the resource itself; `named`, the plan tells that
 * it is made of the resource, and not what is put around it; `other`, it is made of other resources alone.
 */
export type Link = 'same' | 'named' | 'other' | 'unknown'

/** Whether a hole in a policy is a resource. */
export function linkOf({ name, at }: Unknown, { address, file }: Placed): Link {
  // Where the sources tell the value, its hole stands at the resource that fills it.
  if (at.file === file && at.address === address && at.pointer !== '') return 'same'
  if (at.pointer === '/arn') return 'other'
  const named = resourcesNamed(name, at)
  if (named.includes(undefined)) return 'unknown'
  if (at.file !== file || !named.some(one => one !== undefined && mayBe(one, address))) return 'other'
  return named.length === 1 ? 'named' : 'unknown'
}

const module = String.raw`(?:module\.[\w-]+(?:\[(?:"[^"]*"|\d+)\])?\.)*`
const scopeOf = new RegExp(`^${module}`)
const resource = /^(aws_\w+\.[\w-]+(?:\[[^\]]*\])?)(?:\.[\w.-]+)?$/

/** The addresses of the resources that a hole is named after; nothing for each reference to something else. */
export function resourcesNamed(name: string, { address }: SourceLocation): readonly (string | undefined)[] {
  const scope = scopeOf.exec(address)?.[0] ?? ''
  return name
    .replace(/ \(\d+\)$/, '')
    .split(/ or |, /)
    .map(reference => {
      const own = resource.exec(reference)?.[1]
      return own === undefined ? undefined : `${scope}${own}`
    })
}

/** The address without the index of its last part. */
export function withoutIndex(address: string): string {
  return address.replace(/\[(?:"[^"]*"|\d+)\]$/, '')
}

/** Terraform cuts `aws_s3_bucket.b[each.key].arn` at the index. */
function mayBe(reference: string, address: string): boolean {
  return reference === address || reference === withoutIndex(address)
}
