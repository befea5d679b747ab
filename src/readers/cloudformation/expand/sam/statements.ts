import type { Tree } from '../../syntax/tree.ts'
import { listTree, mapTree, wordTree } from '../trees.ts'

/** A statement that allows one action on one resource; it stands where the resource is named. */
export function allowed(action: string, resource: Tree): Tree {
  const { place } = resource
  return mapTree(
    { Effect: wordTree('Allow', place), Action: wordTree(action, place), Resource: resource },
    place,
  )
}

/** A policy document. */
export function documentTree(statements: readonly Tree[], { place }: Tree): Tree {
  return mapTree({ Version: wordTree('2012-10-17', place), Statement: listTree(statements, place) }, place)
}
