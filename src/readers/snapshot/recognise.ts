import { items, property } from '../terraform/json-value.ts'
import type { SnapshotKind } from './snapshot.ts'

const accountLists = ['RoleDetailList', 'UserDetailList', 'GroupDetailList']

/**
 * Which output of the AWS command line a value is, told by its names. A tree of an organization and a list of resource
 * policies are what tools write that ask AWS piece by piece.
 */
export function kindOf(json: unknown): SnapshotKind | undefined {
  const has = (name: string): boolean => property(json, name) !== undefined
  if (accountLists.some(has)) return 'account-details'
  if (has('KeyMetadata')) return 'key-metadata'
  if (has('Grants')) return 'grants'
  if (has('Aliases')) return 'aliases'
  if (has('KeyRotationEnabled')) return 'key-rotation'
  if (has('Tags')) return 'key-tags'
  if (typeof property(json, 'Policy') === 'string' || has('Statement')) return 'key-policy'
  if (has('Children') && has('Policies')) return 'organization-tree'
  const [first] = items(json)
  const isResourcePolicy =
    property(first, 'Resource') !== undefined && property(first, 'Policy') !== undefined
  return isResourcePolicy ? 'resource-policies' : undefined
}

/** Outputs that do not tell which key they are about. */
export const withoutKey: ReadonlySet<SnapshotKind> = new Set(['key-policy', 'key-rotation', 'key-tags'])
