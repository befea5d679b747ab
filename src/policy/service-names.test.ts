import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isKnownService, partsOfService, viaServices } from './service-names.ts'

test.each([
  ['logs.us-west-2.amazonaws.com', ['logs', 'us-west-2'], true],
  ['delivery.logs.amazonaws.com', ['delivery', 'logs'], true],
  ['ec2.amazonaws.com.cn', ['ec2'], true],
  ['cloudtrial.amazonaws.com', ['cloudtrial'], false],
])('%s', (name, parts, known) => {
  expect(partsOfService(name)).toEqual(parts)
  expect(isKnownService(parts)).toBe(known)
})

test.each(['sns', 'sns .amazonaws.com', 'sns.example.com', 'amazonaws.com', ''])('%s is no service', name => {
  expect(partsOfService(name)).toBeUndefined()
})

test('the services that call by kms:ViaService are listed', () => {
  expect(viaServices()).toEqual(expect.arrayContaining(['s3', 'ec2', 'rds', 'secretsmanager']))
})

test("so are those that AWS's own managed policies name", () => {
  const written = readFileSync(new URL('aws/managed-policies.json', import.meta.url), 'utf8')
  const values = [...written.matchAll(/"kms:ViaService":(\[[^\]]*\]|"[^"]*")/g)].map(
    ([, value = '']) => value,
  )
  const services = values.flatMap(value => [...value.matchAll(/"([a-z0-9-]+)\./g)].map(([, name]) => name))
  expect(services).toContain('logs')
  expect(viaServices()).toEqual(expect.arrayContaining(services))
})
