import { isUnknown, type Knowable } from '../../model/unknown.ts'

/**
 * How the Regions of each partition begin; all others are of `aws`.
 * https://github.com/aws/aws-sdk-js-v3/blob/main/packages/util-endpoints/src/lib/aws/partitions.json
 */
const partitions: readonly (readonly [start: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-iso-', 'aws-iso'],
  ['eusc-', 'aws-eusc'],
]

/** The partition that ARNs of a Region begin with; that of most Regions where nothing tells it. */
export function partitionOf(region: Knowable<string>, fallback = 'aws'): string {
  if (isUnknown(region)) return fallback
  return partitions.find(([start]) => region.startsWith(start))?.[1] ?? 'aws'
}
