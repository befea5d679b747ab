import { describe, expect, test } from 'vitest'
import { policyText } from './render-policy.ts'
import { documentFrom, writtenAs } from './test-literals.ts'
import { memberOf, plain } from './test-values.ts'
import { derived, EvaluationError, listValue, namedHole, stringValue, type Value } from './value.ts'

const role = namedHole('role', 'known-after-apply', 'text')
const list = namedHole('list', 'known-after-apply')
const loose = { ...listValue('list', [stringValue('a'), list]), isLoose: true as const }

function document(text: string, names: Readonly<Record<string, Value>> = {}): Value {
  return documentFrom(text, { role, list, loose, ...names })
}

function shown(text: string, names: Readonly<Record<string, Value>> = {}): unknown {
  return plain(document(text, names), name => name)
}

/** Of the only statement of a document one element, or all. */
function element(text: string, name?: string, names: Readonly<Record<string, Value>> = {}): unknown {
  const { Statement } = Object(shown(`statement {\n${text}\n}`, names))
  return name === undefined ? Statement[0] : Statement[0][name]
}

describe('a policy document as the provider renders it', () => {
  test('has defaults', () => {
    expect(shown('')).toEqual({ Version: '2012-10-17' })
    expect(shown('statement {}')).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] })
  })

  test('has every argument in its place', () => {
    const text = `
      version   = "2008-10-17"
      policy_id = "mine"
      statement {
        not_resources = ["r"]
        resources     = ["q"]
        not_actions   = ["b"]
        actions       = ["a"]
        effect        = "Deny"
        sid           = "One"
        condition {
          test     = "StringEquals"
          variable = "k"
          values   = ["v"]
        }
        not_principals {
          type        = "AWS"
          identifiers = ["n"]
        }
        principals {
          type        = "Service"
          identifiers = ["s"]
        }
      }`
    expect(JSON.stringify(shown(text))).toBe(
      JSON.stringify({
        Version: '2008-10-17',
        Id: 'mine',
        Statement: [
          {
            Sid: 'One',
            Effect: 'Deny',
            Action: 'a',
            NotAction: 'b',
            Resource: 'q',
            NotResource: 'r',
            Principal: { Service: 's' },
            NotPrincipal: { AWS: 'n' },
            Condition: { StringEquals: { k: 'v' } },
          },
        ],
      }),
    )
  })

  test.each([
    ['one element stands alone', 'actions = ["a"]', 'a'],
    ['others stand in reverse order, each once', 'actions = ["a", "c", "b", "a"]', ['c', 'b', 'a']],
    ['holes come last', 'actions = [role, "a", "b", role]', ['b', 'a', 'role']],
    ['a hole alone stands alone', 'actions = [role]', 'role'],
    ['an unknown list is a hole', 'actions = list', 'a value of `actions` of list'],
    ['numbers become strings', 'actions = [1, true]', ['true', '1']],
    ['a loose list stays one', 'actions = loose', ['a', '…list']],
    ['an empty list is left out', 'actions = []', undefined],
    ['null is left out', 'actions = null', undefined],
    ['`&{` stays in actions', 'actions = ["&{a}"]', '&{a}'],
  ])('actions: %s', (_, text, expected) => {
    expect(element(text, 'Action')).toEqual(expected)
  })

  test.each([
    ['a literal', 'resources = ["arn:&{aws:username}/*"]', 'arn:${aws:username}/*'],
    ['text around a hole', 'resources = ["&{a}${role}&{b}"]', '${a}role${b}'],
  ])('`&{` is a policy variable in %s', (_, text, expected) => {
    expect(element(text, 'Resource')).toBe(expected)
  })

  test.each([
    ['Sid', 'sid = ""', undefined],
    ['Sid', 'sid = list', 'a value of `sid` of list'],
    ['Sid', 'sid = "User${role}"', 'Userrole'],
    ['Effect', 'effect = null', 'Allow'],
    ['Effect', 'effect = list', 'a value of `effect` of list'],
    ['Effect', 'effect = role', 'role'],
  ])('%s of %s', (name, text, expected) => {
    expect(element(text, name)).toEqual(expected)
  })
})

function block(type: string, ...args: readonly string[]): string {
  return `${type} {\n${args.join('\n')}\n}\n`
}

const principals = (type: string, identifiers: string) =>
  block('principals', `type = ${type}`, `identifiers = ${identifiers}`)
const condition = (operator: string, variable: string, values: string) =>
  block('condition', `test = ${operator}`, `variable = ${variable}`, `values = ${values}`)

describe('principals', () => {
  test.each([
    ['of one type', principals('"AWS"', '["a", "b"]'), { AWS: ['b', 'a'] }],
    [
      'of several types',
      principals('"Service"', '["s"]') + principals('"AWS"', '["a"]'),
      { AWS: 'a', Service: 's' },
    ],
    [
      'of one type in two blocks',
      principals('"AWS"', '["a"]') + principals('"AWS"', '[role]'),
      { AWS: ['a', 'role'] },
    ],
    ['in two equal blocks', principals('"AWS"', '["a"]') + principals('"AWS"', '["a"]'), { AWS: 'a' }],
    ['that are none', principals('"AWS"', '[]'), { AWS: [] }],
    ['that are a hole', principals('"AWS"', 'list'), { AWS: 'a value of `identifiers` of list' }],
    ['of which one is a hole', principals('"AWS"', '["a", role]'), { AWS: ['a', 'role'] }],
    ['of an unknown type', principals('list', '["a"]'), 'a value of `principals` of list'],
    ['that are anyone', principals('"*"', '["*"]'), '*'],
    ['that are anyone in AWS', principals('"AWS"', '["*"]'), { AWS: '*' }],
    ['that are anyone or not', principals('"*"', '[role]'), 'a value of `principals` of role'],
  ])('%s', (_, text, expected) => {
    expect(element(text, 'Principal')).toEqual(expected)
  })

  test('of a dynamic block over what is not known', () => {
    const text = `dynamic "principals" {\nfor_each = list\ncontent {\ntype = principals.value\n}\n}`
    expect(element(text, 'Principal')).toBe('a value of `principals` of list')
  })
})

describe('conditions', () => {
  test.each([
    ['with one value', condition('"StringEquals"', '"k"', '["v"]'), { StringEquals: { k: 'v' } }],
    [
      'with values in their order',
      condition('"StringEquals"', '"k"', '["w", "v", "w"]'),
      { StringEquals: { k: ['w', 'v', 'w'] } },
    ],
    [
      'of one key in two blocks',
      condition('"StringEquals"', '"k"', '["v"]') + condition('"StringEquals"', '"k"', '["w"]'),
      { StringEquals: { k: ['v', 'w'] } },
    ],
    [
      'of several operators and keys',
      condition('"Null"', '"l"', '["true"]') +
        condition('"Bool"', '"b"', '[true]') +
        condition('"Bool"', '"a"', '[1]'),
      { Bool: { a: '1', b: 'true' }, Null: { l: 'true' } },
    ],
    ['with a policy variable', condition('"Bool"', '"k"', '["&{k}"]'), { Bool: { k: '${k}' } }],
    [
      'with unknown values',
      condition('"Bool"', '"k"', 'list'),
      { Bool: { k: 'a value of `values` of list' } },
    ],
    [
      'with an unknown key',
      condition('"StringLike"', '"${role}:sub"', '["v"]') + condition('"Bool"', '"k"', '["v"]'),
      { Bool: { k: 'v' }, StringLike: 'a value of `condition` of role' },
    ],
    ['with an unknown operator', condition('list', '"k"', '["v"]'), 'a value of `condition` of list'],
    ['without values', condition('"Bool"', '"k"', '[]'), { Bool: { k: [] } }],
  ])('%s', (_, text, expected) => {
    expect(element(text, 'Condition')).toEqual(expected)
  })
})

describe('what the provider refuses', () => {
  test.each([
    ['a `Sid` twice', 'statement { sid = "A" }\nstatement { sid = "A" }'],
    ['another effect', 'statement { effect = "allow" }'],
    ['another version', 'version = "2020-01-01"'],
    ['variables in a document of 2008', 'version = "2008-10-17"\nstatement { resources = ["&{a}"] }'],
    ['a string for a list', 'statement { actions = "a" }'],
    ['null in a list', 'statement { actions = [null] }'],
    ['principals without a type', 'statement { \nprincipals { identifiers = [] }\n }'],
    ['principals without identifiers', 'statement { \nprincipals { type = "AWS" }\n }'],
    ['a broken source', 'source_policy_documents = ["{"]'],
    ['a source with one statement', 'source_policy_documents = ["{\\"Statement\\":{}}"]'],
    ['sources that are no list', 'source_policy_documents = "{}"'],
  ])('%s', (_, text) => {
    expect(() => document(text)).toThrow(EvaluationError)
  })
})

describe('statements of dynamic blocks', () => {
  const text = `
    statement { sid = "First" }
    dynamic "statement" {
      for_each = all
      content {
        sid       = statement.key
        resources = [statement.value]
      }
    }
    statement { sid = "Last" }`

  test('stand among the others', () => {
    expect(shown(text, { all: listValue('set', [stringValue('a'), role]) })).toMatchObject({
      Statement: [
        { Sid: 'First' },
        { Sid: 'a', Resource: 'a' },
        { Sid: 'role', Resource: 'role' },
        { Sid: 'Last' },
      ],
    })
  })

  test('that are not known leave the others as they are', () => {
    expect(shown(text, { all: list })).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'First', Effect: 'Allow' },
        '…a value of dynamic "statement" of list',
        { Sid: 'Last', Effect: 'Allow' },
      ],
    })
  })
})

describe('the place of each part', () => {
  const text = `statement {
  sid     = "One"
  actions = ["kms:Decrypt", "kms:Encrypt"]
  principals {
    type        = "AWS"
    identifiers = ["a", role]
  }
  principals {
    type        = "Service"
    identifiers = ["&{b}"]
  }
}`
  const value = document(text)

  test.each<[string, readonly (string | number)[], string]>([
    ['a statement', ['Statement', 0], text],
    ['a string', ['Statement', 0, 'Sid'], '"One"'],
    ['a list', ['Statement', 0, 'Action'], '["kms:Decrypt", "kms:Encrypt"]'],
    ['an element, wherever it is sorted to', ['Statement', 0, 'Action', 1], '"kms:Decrypt"'],
    ['a hole', ['Statement', 0, 'Principal', 'AWS', 1], 'role'],
    ['an element that stands alone', ['Statement', 0, 'Principal', 'Service'], '"&{b}"'],
  ])('%s', (_, path, expected) => {
    expect(writtenAs(memberOf(value, ...path))).toBe(expected)
  })
})

test('what is sensitive stays sensitive', () => {
  const names = {
    all: { ...listValue('list', [stringValue('a'), stringValue('b')]), sensitive: true as const },
  }
  const resource = memberOf(document('statement { resources = all }', names), 'Statement', 0, 'Resource')
  expect([0, 1].map(index => memberOf(resource, index).sensitive)).toEqual([true, true])
})

test('its text is the document, which jsonencode would write in other words', () => {
  const value = document('statement {}')
  expect(policyText(value)).toEqual({ kind: 'json', value, layout: 'other' })
  const hole = derived('x', [])
  expect(policyText(hole)).toBe(hole)
})
