import type { ResourceValues } from './plan.ts'

/** Resources of types that are not kept, for the account in their ARN: bounded, whatever the size of the state. */
export interface AccountSample {
  readonly wants: (bytes: Buffer) => boolean
  /** The resource without all values but its ARN. Nothing if that names no account. */
  readonly take: (resource: ResourceValues) => ResourceValues | undefined
}

const largestSample = 200
/** Instances of one block all act in one account: in a large state most looks find nothing new. */
const mostLooks = 5000

const arnName = Buffer.from('"arn"')
const arnWithAccount = /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/

/** A sample of nothing yet: one resource for each block. */
export function accountSample(): AccountSample {
  const blocks = new Set<string>()
  let looks = 0
  return {
    wants: bytes => {
      looks += 1
      return blocks.size < largestSample && looks <= mostLooks && bytes.includes(arnName)
    },
    take: resource => {
      const arn = resource.values?.['arn']
      const block = resource.address.replaceAll(/\[[^[\]]*\]/g, '')
      if (typeof arn !== 'string' || !arnWithAccount.test(arn) || blocks.has(block)) return undefined
      blocks.add(block)
      const { address, mode, type, name } = resource
      return { address, mode, type, name, values: { arn } }
    },
  }
}
