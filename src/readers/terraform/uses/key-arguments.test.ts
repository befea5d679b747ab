import { expect, test } from 'vitest'
import needs from '../../../policy/aws/service-needs.json' with { type: 'json' }
import { keyArguments } from './key-arguments.ts'
import { links } from './links.ts'

const rows = [...keyArguments.values(), ...links.values()].flat().map(({ row }) => row)

test('each row is one of the table, or none', () => {
  expect(rows.filter(row => row !== '' && !Object.hasOwn(needs.rows, row))).toEqual([])
})

test('each row of the table is used, but for one that no resource tells of', () => {
  const used = new Set([...rows, 'config-service-linked'])
  expect(Object.keys(needs.rows).filter(row => !used.has(row))).toEqual(['eks-ebs-csi-driver'])
})

test('a type and its paths are what Terraform can write', () => {
  const paths = [...keyArguments].flatMap(([type, found]) =>
    found.map(({ path }) => `${type}.${path.map(({ name }) => name).join('.')}`),
  )
  expect(paths.filter(path => !/^aws_[a-z0-9_]+(?:\.[a-z0-9_]+)+$/.test(path))).toEqual([])
  expect(new Set(paths).size).toBe(paths.length)
  expect(keyArguments.size).toBeGreaterThan(190)
})
