import { describe, expect, test } from 'vitest'
import binding from '../../../policies/key/attestation-binding.ts'
import rule from '../../../policies/key/attestation-bypass.ts'
import { allow, deny, own } from '../../rules/example-statements.ts'
import { hole, type Example, type ExampleAttributes, type ExampleValue } from '../../rules/example.ts'
import { asksForAttestation, attestationIsBypassed } from '../../rules/vocabulary/attestation.ts'
import { runExample } from '../run-example.ts'
import { askedIn } from './asked.ts'

const pcr0 = 'kms:RecipientAttestation:PCR0'
const pcr3 = 'kms:RecipientAttestation:PCR3'
const tpm = 'kms:RecipientAttestation:NitroTPMPCR'
const golden = 'a'.repeat(96)
const other = 'b'.repeat(96)
const debugged = '0'.repeat(96)
const context = 'kms:EncryptionContext:app'
const decrypts = (name: string, Condition: ExampleValue = {}) => allow({ Principal: own(name), Condition })
const enclave = decrypts('role/Enclave', { StringEquals: { [pcr0]: golden } })

/** `kept`: nobody does without an attestation. */
function found(example: Omit<Example, 'says'>): string {
  const told = runExample(rule, { says: '', ...example })
  return told.map(({ severity, certainty }) => `${severity} ${certainty}`).join() || 'kept'
}

describe('what a statement asks for', () => {
  test.each<readonly [string, ExampleAttributes, string]>([
    ['one of two images', { StringEquals: { [pcr0]: [golden, other] } }, 'kept'],
    ['an image, by a pattern without wildcards', { StringLike: { [pcr0]: golden } }, 'kept'],
    ['an image or any', { StringLike: { [pcr0]: [golden, '*'] } }, 'high certain'],
    ['an image or one that is debugged', { StringEquals: { [pcr0]: [golden, debugged] } }, 'high certain'],
    [
      'one that is debugged, of this instance',
      { StringEquals: { [pcr0]: debugged, [pcr3]: other } },
      'high certain',
    ],
    [
      'an image or one that is debugged, of this instance',
      { StringEquals: { [pcr0]: [golden, debugged], [pcr3]: other } },
      'high certain',
    ],
    [
      'a machine with a kernel to which nothing is passed',
      { StringEquals: { [`${tpm}4`]: golden, [`${tpm}12`]: debugged } },
      'kept',
    ],
    ['a kernel to which nothing is passed', { StringEquals: { [`${tpm}12`]: debugged } }, 'high certain'],
    [
      'one that is not debugged, of this instance',
      { StringNotEquals: { [pcr0]: debugged }, StringEquals: { [pcr3]: other } },
      'kept',
    ],
    ['an image, and a context of zeros', { StringEquals: { [pcr0]: golden, [context]: '0' } }, 'kept'],
    ['an image that is not told, or any', { StringLike: { [pcr0]: [hole('var.a'), '*'] } }, 'high certain'],
  ])('%s', (_, Condition, expected) => {
    expect(found({ statements: decrypts('role/Enclave', Condition) })).toBe(expected)
  })

  test('one value that is expected and one that is not', () => {
    const statements = decrypts('role/Enclave', { StringEquals: { [pcr0]: [golden, other] } })
    expect(found({ statements, options: { goldenPcr: [golden] } })).toBe('high certain')
    expect(found({ statements, options: { goldenPcr: [golden, other.toUpperCase()] } })).toBe('kept')
  })
})

describe('what a Deny leaves', () => {
  const absent = { [pcr0]: 'true' }
  test.each<readonly [string, ExampleAttributes, string]>([
    ['no call without an attestation', { Null: absent }, 'kept'],
    ['no call without one of two registers', { Null: { ...absent, [pcr3]: 'true' } }, 'kept'],
    ['no call at all', { Null: { [pcr0]: ['true', 'false'] } }, 'kept'],
    ['no call of another image', { StringNotEquals: { [pcr0]: golden } }, 'kept'],
    [
      'no call of another image than one that is debugged',
      { StringNotEquals: { [pcr0]: debugged } },
      'high certain',
    ],
    ['only calls without an attestation', { Null: { [pcr0]: 'false' } }, 'high certain'],
    ['every call but those of an image', { StringEquals: { [pcr0]: golden } }, 'high certain'],
    [
      'no call without an attestation over plain HTTP',
      { Null: absent, Bool: { 'aws:SecureTransport': 'false' } },
      'high certain',
    ],
    ['no call over plain HTTP', { Bool: { 'aws:SecureTransport': 'false' } }, 'high certain'],
    ['no call without a context', { Null: { [context]: 'true' } }, 'high certain'],
    ['no call in another context', { StringNotEquals: { [context]: 'a' } }, 'high certain'],
    ['what is not told', { Null: { [pcr0]: hole('var.a') } }, 'high possible'],
    ['no call of an image that is not told', { StringNotEquals: { [pcr0]: hole('var.a') } }, 'high possible'],
  ])('%s', (_, Condition, expected) => {
    expect(found({ statements: [enclave, decrypts('root'), deny({ Principal: '*', Condition })] })).toBe(
      expected,
    )
  })

  test.each<readonly [string, readonly ExampleValue[]]>([
    [
      'of a Deny',
      [
        decrypts('root', { StringEquals: { [context]: hole('var.b') } }),
        deny({ Principal: '*', Condition: { Null: { [pcr0]: hole('var.a') } } }),
      ],
    ],
    [
      'of an image',
      [decrypts('root', { StringEquals: { [pcr0]: hole('var.a'), [context]: hole('var.b') } })],
    ],
  ])('what hides it is told, and nothing else: the value %s', (_, statements) => {
    const { key, world } = askedIn({ statements: [enclave, ...statements], options: { goldenPcr: [] } })
    const { is, hangsOn } = attestationIsBypassed.ask(key, world)
    expect([is, ...hangsOn.map(({ name }) => name)]).toEqual(['unknown', 'var.a'])
  })
})

const rootUser = decrypts('root', { StringEquals: { 'aws:PrincipalType': 'Account' } })

test.each<readonly [string, readonly ExampleValue[], string]>([
  ['nobody', [], 'kept'],
  ['the root user', [rootUser], 'info certain'],
  ['the root user and a role', [rootUser, decrypts('role/App')], 'high certain'],
])('without an attestation: %s', (_, statements, expected) => {
  expect(found({ statements: [enclave, ...statements] })).toBe(expected)
})

test('of several policies, one that asks for it is enough', () => {
  const { key, world } = askedIn({ statements: enclave })
  const [plain] = askedIn({ statements: decrypts('role/App') }).key.policies
  expect(asksForAttestation.ask({ ...key, policies: [...key.policies, plain] }, world).is).toBe('yes')
  expect(asksForAttestation.ask({ ...key, policies: [plain] }, world).is).toBe('no')
})

test.each<readonly [string, ExampleAttributes, number]>([
  ['the image', { StringEquals: { [pcr0]: golden } }, 1],
  ['the image, in a context', { StringEquals: { [pcr0]: golden, [context]: 'a' } }, 1],
  [
    'the image, if there is one',
    { StringEqualsIfExists: { [pcr0]: golden }, StringEquals: { [context]: 'a' } },
    0,
  ],
  ['the instance', { StringEquals: { [pcr0]: golden, 'kms:RecipientAttestation:PCR4': other } }, 0],
  [
    'the instance, if there is one',
    { StringEquals: { [pcr0]: golden }, StringEqualsIfExists: { [pcr3]: other } },
    1,
  ],
])('the image alone lets somebody decrypt, where a statement asks for %s', (_, Condition, count) => {
  expect(runExample(binding, { says: '', statements: decrypts('role/Enclave', Condition) })).toHaveLength(
    count,
  )
})
