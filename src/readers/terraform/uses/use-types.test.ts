import { expect, test } from 'vitest'
import { keyArguments } from './key-arguments.ts'
import { linkTargets, recorderType } from './link-targets.ts'
import { links } from './links.ts'
import { useTypes } from './use-types.ts'

test('the types that are kept for uses are those of the tables', () => {
  const all = [...keyArguments.keys(), ...links.keys(), ...linkTargets, recorderType]
  expect(useTypes).toEqual([...new Set(all)].toSorted())
})
