import { expect, test } from 'vitest'
import { showText } from '../../../model/text.ts'
import { allow, ifA, resource, statement } from '../test-stack.ts'
import { readIam } from './test-identities.ts'

const ifB = (then: unknown, otherwise: unknown = { Ref: 'AWS::NoValue' }) => ({
  'Fn::If': ['B', then, otherwise],
})
const policy = (name: unknown, ...statements: readonly unknown[]) => ({
  PolicyName: name,
  PolicyDocument: { Statement: statements },
})
const [encrypt, decrypt, sign, verify] = ['Encrypt', 'Decrypt', 'Sign', 'Verify'].map(statement)

/** Conditions at each level at which one can stand. */
const resources = {
  R: resource('AWS::IAM::Role', {
    RoleName: 'r',
    Policies: [
      policy('plain', encrypt, ifA(decrypt), ifB(sign, verify)),
      ifA(policy('one', encrypt, ifB(decrypt))),
      ifA(policy('two', encrypt, sign), ifB(policy('two', encrypt, verify), policy('three', encrypt))),
      ifB(policy('two', encrypt, decrypt)),
      policy(ifA('named', 'otherwise'), encrypt),
    ],
    ManagedPolicyArns: ifA([{ Ref: 'Use' }, ifB({ Ref: 'Perhaps' })], [{ Ref: 'Use' }]),
  }),
  S: resource(
    'AWS::IAM::Role',
    { RoleName: 's', Policies: ifA([policy('s', ifB(encrypt, decrypt))]) },
    { Condition: 'B' },
  ),
  Use: resource('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: 'use',
    PolicyDocument: ifB(allow('Encrypt', 'Sign'), allow('Encrypt')),
    Roles: [ifB({ Ref: 'S' }, 'elsewhere')],
  }),
  Perhaps: resource('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: 'perhaps',
    PolicyDocument: allow('Verify'),
  }),
  G: resource(
    'AWS::IAM::Group',
    { GroupName: 'g', Policies: [policy('g', encrypt, ifA(sign))] },
    { Condition: 'A' },
  ),
  U: resource('AWS::IAM::User', { UserName: 'u', Groups: ifA([ifB('g')]) }),
  P: resource(
    'AWS::IAM::Policy',
    { ...policy('p', ifB(encrypt)), Users: [ifA({ Ref: 'U' }, 'v')] },
    { Condition: 'B' },
  ),
}

/** Who can do what by which policy, and whether that is certain. */
function permissions(given: Readonly<Record<string, string>>): ReadonlyMap<string, boolean> {
  const { identities } = readIam(resources, { given: new Map(Object.entries(given)) })
  const found = new Map<string, boolean>()
  for (const { arn, policies } of identities) {
    for (const { name, document, hangsOn } of policies) {
      for (const { sid, conditionHoles } of document.statements) {
        const line = `${showText(arn)} ${name.replace(/ "(?:named|otherwise)"/, '')} ${sid}`
        const isCertain = hangsOn.length + conditionHoles.length === 0
        found.set(line, isCertain || found.get(line) === true)
      }
    }
  }
  return found
}

test('whatever conditions turn out to be, what is certain holds, and nothing but what is possible', () => {
  const undecided = permissions({})
  const certain = [...undecided].filter(([, is]) => is).map(([line]) => line)
  expect(certain.length).toBeGreaterThan(2)
  expect(certain.length).toBeLessThan(undecided.size)
  for (const IsA of ['yes', 'no']) {
    for (const IsB of ['yes', 'no']) {
      const decided = permissions({ IsA, IsB })
      expect([...decided.values()]).not.toContain(false)
      expect([...decided.keys()]).toEqual(expect.arrayContaining(certain))
      expect([...undecided.keys()]).toEqual(expect.arrayContaining([...decided.keys()]))
    }
  }
})
