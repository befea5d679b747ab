import { describe, expect, test } from 'vitest'
import { showText } from '../model/text.ts'
import { readPolicyText } from './read-policy.ts'

const at = { file: 'plan.json', address: 'aws_kms_key.example', pointer: '/policy' }

function read(statement: string, version = '"Version": "2012-10-17", ') {
  const document = readPolicyText(`{${version}"Statement": ${statement}}`, at)
  const [first] = document.statements
  if (first === undefined) throw new Error('no statement')
  return first
}

describe('names of elements in another case, which AWS refuses', () => {
  test.each([
    ['principal', '{"Effect": "Allow", "principal": "*", "Action": "kms:*", "Resource": "*"}'],
    ['action', '{"Effect": "Allow", "Principal": "*", "action": "kms:*", "Resource": "*"}'],
    ['RESOURCE', '{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "RESOURCE": "*"}'],
  ])('%s is read, with a doubt', (name, statement) => {
    const { principals, actions, resources, conditionHoles } = read(statement)
    expect([principals?.items.length, actions?.items.length, resources?.items.length]).toEqual([1, 1, 1])
    expect(conditionHoles.map(hole => hole.name)).toEqual([`\`${name}\` is no element of a statement`])
  })

  test('`statement` is read, with a doubt about the document', () => {
    const { statements, holes } = readPolicyText('{"statement": [{"Effect": "Allow"}]}', at)
    expect(statements).toHaveLength(1)
    expect(holes.map(hole => hole.name)).toEqual(['`statement` is no element of a policy document'])
  })

  test('`aws` may admit somebody', () => {
    const statement = read(
      '{"Effect": "Allow", "Principal": {"aws": "*"}, "Action": "kms:*", "Resource": "*"}',
    )
    expect(statement.principals?.items.map(item => item.principal.kind)).toEqual(['unknown'])
  })
})

test('of a repeated operator, condition key or kind of principal the last one counts, as of any member', () => {
  const { conditions, principals } = read(`{
    "Effect": "Deny",
    "Principal": {"AWS": "*", "AWS": "111122223333"},
    "Condition": {
      "StringEquals": {"aws:PrincipalOrgID": "o-first"},
      "StringEquals": {"aws:PrincipalOrgID": "o-second", "aws:PrincipalOrgID": "o-third"}
    }
  }`)
  expect(conditions.map(({ values }) => values.map(showText))).toEqual([['o-third']])
  expect(principals?.items.map(item => item.principal.kind)).toEqual(['account'])
})

/** The value of the one condition, with its holes. */
function valueOf(version: string | undefined, operator = 'StringLike') {
  const statement = `{"Condition": {"${operator}": {"aws:PrincipalArn": "arn:aws:iam::\${aws:PrincipalAccount}:role/*"}}}`
  return read(statement, version).conditions[0]?.values[0]?.map(part =>
    typeof part === 'string' ? part : { hole: part.name },
  )
}

describe('policy variables', () => {
  const held = ['arn:aws:iam::', { hole: 'aws:PrincipalAccount' }, ':role/*']
  const plain = ['arn:aws:iam::${aws:PrincipalAccount}:role/*']

  test.each([
    ['the version of 2012', '"Version": "2012-10-17", ', 'StringLike', held],
    ['a version that is no text', '"Version": 2012, ', 'ArnLike', held],
    ['the version of 2008', '"Version": "2008-10-17", ', 'StringLike', plain],
    ['no version', '', 'StringLike', plain],
    ['an operator that takes none', '"Version": "2012-10-17", ', 'Bool', plain],
  ])('%s', (_, version, operator, expected) => {
    expect(valueOf(version, operator)).toEqual(expected)
  })

  test('a default value stays with it, and a resource can have a variable too', () => {
    const [item] =
      read('{"Resource": "arn:aws:kms:*:${aws:PrincipalAccount, \'none\'}:key/*"}').resources?.items ?? []
    expect(item && showText(item.text)).toBe("arn:aws:kms:*:${aws:PrincipalAccount, 'none'}:key/*")
  })
})
