import { describe, expect, test } from 'vitest'
import { bodyOf, documentFrom, evaluateLiterals, scopeWith, writtenAs } from './test-literals.ts'
import { memberOf, plain } from './test-values.ts'
import { EvaluationError, listValue, namedHole, stringValue, type Value } from './value.ts'

const unknown = namedHole('unknown', 'known-after-apply')
const name = namedHole('name', 'known-after-apply', 'text')

/** JSON of a document whose statements have these `Sid`s, and of each the effect. */
function json(sids: Readonly<Record<string, string>> | object, rest: object = {}): Value {
  const Statement = Object.entries(sids).map(([sid, effect]) => ({
    Sid: sid.startsWith('_') ? '' : sid,
    Effect: effect,
  }))
  return stringValue(JSON.stringify({ ...rest, Statement }))
}

interface Given {
  readonly sources?: Value
  readonly own?: string
  readonly overrides?: Value
  readonly rest?: string
}

function merged({ sources, own = '', overrides, rest = '' }: Given): Value {
  const text = [
    sources === undefined ? '' : 'source_policy_documents = sources',
    overrides === undefined ? '' : 'override_policy_documents = overrides',
    own,
    rest,
  ].join('\n')
  const names = {
    name,
    unknown,
    ...(sources === undefined ? {} : { sources }),
    ...(overrides === undefined ? {} : { overrides }),
  }
  return documentFrom(text, names)
}

/** The statements as `Sid Effect`; a hole for any number of them as its own words. */
function statements(given: Given): readonly unknown[] {
  const { Statement = [] } = Object(plain(merged(given), shown => shown))
  return Statement.map((statement: unknown) => {
    const { Sid = '', Effect = '' } = Object(statement)
    return typeof statement === 'string' ? statement : `${Sid} ${Effect}`.trim()
  })
}

function list(...documents: readonly Value[]): Value {
  return listValue('tuple', documents)
}

const own = (sid: string, effect = 'Allow') => `statement {\nsid = ${sid}\neffect = "${effect}"\n}\n`

describe('documents are merged', () => {
  test('in order: sources, the document, overrides', () => {
    const given = {
      sources: list(json({ A: '1' }), json({ B: '2' })),
      own: own('"C"'),
      overrides: list(json({ D: '3' })),
    }
    expect(statements(given)).toEqual(['A 1', 'B 2', 'C Allow', 'D 3'])
  })

  test('a statement takes the place of the one with its `Sid`', () => {
    const given = {
      sources: list(json({ A: '1', B: '2' })),
      own: own('"B"') + own('"C"'),
      overrides: list(json({ C: '3', _: '4' }), json({ A: '5' })),
    }
    expect(statements(given)).toEqual(['A 5', 'B Allow', 'C 3', '4'])
  })

  test('statements without a `Sid` never replace each other', () => {
    expect(statements({ sources: list(json({ _1: '1', _2: '2' })), own: 'statement {}' })).toEqual([
      '1',
      '2',
      'Allow',
    ])
  })

  test('empty and null documents are none', () => {
    expect(
      statements({ sources: list(stringValue(''), stringValue('null'), { kind: 'null' }), own: own('"A"') }),
    ).toEqual(['A Allow'])
  })

  test('two sources with one `Sid` are refused', () => {
    expect(() => merged({ sources: list(json({ A: '1' }), json({ A: '2' })) })).toThrow(EvaluationError)
  })

  test('the latest version and the last identifier count', () => {
    const given = {
      sources: list(json({}, { Version: '2012-10-17', Id: 'a' })),
      rest: 'version = "2008-10-17"',
    }
    expect(plain(merged(given))).toEqual({ Version: '2012-10-17', Id: 'a' })
    expect(plain(merged({ ...given, rest: 'policy_id = "b"' }))).toEqual({ Version: '2012-10-17', Id: 'b' })
  })

  test('JSON that an expression made is taken as it is, with its places', () => {
    const text = 'source_policy_documents = [made]\n'
    const made = evaluateLiterals(
      bodyOf('x = { Statement = [{ Sid = "A", Effect = "Deny" }] }\n').attributes[0]?.value ?? {
        kind: 'literal',
        value: null,
        at: { file: { path: '', text: '' }, start: 0, end: 0 },
      },
      scopeWith(),
    )
    const value = documentFrom(text, { made: { kind: 'json', value: made } })
    expect(writtenAs(memberOf(value, 'Statement', 0))).toBe('{ Sid = "A", Effect = "Deny" }')
  })
})

/** What becomes of a statement of a source. */
function source(statement: object): unknown {
  const text = stringValue(JSON.stringify({ Statement: [statement] }))
  return Object(plain(merged({ sources: list(text) }))).Statement[0]
}

describe('what is taken in as the provider takes it in', () => {
  test.each<[string, object, object]>([
    ['names in any case', { sid: 'A', EFFECT: 'Deny' }, { Sid: 'A', Effect: 'Deny' }],
    ['members that it does not know', { Sid: 'A', Other: 1 }, { Sid: 'A' }],
    ['actions in their order', { Action: ['a', 'c', 'b'] }, { Action: ['a', 'c', 'b'] }],
    ['principals in reverse order', { Principal: { AWS: ['a', 'b'] } }, { Principal: { AWS: ['b', 'a'] } }],
    ['any string as anyone', { Principal: 'arn:aws:iam::1:root' }, { Principal: '*' }],
    ['`*` of type `*` as anyone', { Principal: { '*': ['*'] } }, { Principal: '*' }],
    ['no principals', { Principal: {} }, {}],
    [
      'conditions on numbers',
      { Condition: { NumericLessThan: { k: 1 }, Bool: { k: true } } },
      { Condition: { Bool: { k: 'true' } } },
    ],
    ['one value of a condition', { Condition: { Bool: { k: ['v'] } } }, { Condition: { Bool: { k: 'v' } } }],
  ])('%s', (_, statement, expected) => {
    expect(source(statement)).toEqual(expected)
  })

  test.each<[string, object]>([
    ['a `Sid` that is no string', { Sid: 1 }],
    ['a principal that is no string', { Principal: { AWS: 1 } }],
    ['no principal', { Principal: null }],
    ['a value that is no string', { Condition: { Bool: { k: [true] } } }],
  ])('but not %s', (_, statement) => {
    expect(() => source(statement)).toThrow(EvaluationError)
  })

  test('a name in two spellings is not read', () => {
    expect(source({ Effect: 'Allow', effect: 'Deny' })).toBe('?')
  })
})

describe('what is not known', () => {
  test('an unknown source replaces no other source, and is replaced as far as nobody can tell', () => {
    const given = { sources: list(json({ A: '1' }), unknown), own: own('"B"') }
    expect(statements(given)).toEqual(['A 1', '…a value of a policy document of unknown', 'B Allow'])
  })

  test('an unknown list of sources stands for any number of them', () => {
    expect(statements({ sources: unknown, own: own('"B"') })).toEqual([
      '…a value of a policy document of unknown',
      'B Allow',
    ])
  })

  test('an unknown override may have replaced every statement with a `Sid`', () => {
    const given = {
      sources: list(json({ A: '1', _: '2' })),
      own: own('"B"'),
      overrides: list(unknown, json({ C: '3' })),
    }
    expect(statements(given)).toEqual(['2', '…a value of a merge of policies of unknown', 'C 3'])
  })

  test('which override of a loose list is the last one nobody can tell', () => {
    const all = [json({ A: '1' }), json({ A: '2' })]
    const overrides = { ...listValue('list', all), isLoose: true as const }
    expect(statements({ own: own('"A"') + 'statement {}', overrides })).toEqual([
      'Allow',
      '…a value of a merge of policies of `override_policy_documents`',
    ])
    expect(statements({ own: own('"A"'), overrides: list(json({ A: '1' })) })).toEqual(['A 1'])
  })

  test('a statement with an unknown `Sid` may have replaced those that it can be', () => {
    const given = {
      sources: list(json({ UserA: '1', Other: '2' })),
      own: own('"User${name}"') + own('"UserB"'),
    }
    expect(statements(given)).toEqual(['Other 2', '…a merge of policies', 'Username Allow', 'UserB Allow'])
  })

  test('and may be replaced by one that it can be', () => {
    const given = { own: own('"User${name}"'), overrides: list(json({ Other: '1' }), json({ UserA: '2' })) }
    expect(statements(given)).toEqual(['Other 1', '…a value of a merge of policies of name', 'UserA 2'])
  })

  test('the version and identifier of an unknown source count only where they can', () => {
    expect(plain(merged({ sources: list(unknown) }))).toMatchObject({ Version: '2012-10-17', Id: '?' })
    expect(plain(merged({ sources: list(unknown), rest: 'version = "2008-10-17"' }))).toMatchObject({
      Version: '?',
    })
    expect(plain(merged({ sources: list(unknown), rest: 'policy_id = "x"' }))).toMatchObject({ Id: 'x' })
  })
})

test('merges in linear time', () => {
  const many = Object.fromEntries(Array.from({ length: 8000 }, (_, index) => [`S${index}`, 'Allow']))
  expect(statements({ sources: list(json(many)), overrides: list(json(many)) })).toHaveLength(8000)
  const unsure = Array.from({ length: 3000 }, (_, index) =>
    own(index % 2 === 0 ? `"S\${name}${index}"` : `"S${index}"`),
  ).join('')
  statements({ sources: list(json(many)), own: unsure, overrides: list(json(many)) })
})
