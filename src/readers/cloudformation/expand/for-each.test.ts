import { describe, expect, test } from 'vitest'
import { expansionOf, resourcesOf, valueOf } from './test-expansion.ts'

const Transform = 'AWS::LanguageExtensions'

function loop(collection: unknown, body: object, identifier = 'Name'): object {
  return { Transform, Resources: { 'Fn::ForEach::Keys': [identifier, collection, body] } }
}

const key = { Type: 'AWS::KMS::Key', Properties: { Description: { Ref: 'Name' } } }

describe('a loop', () => {
  test('makes a copy for each value, with its identifier filled in', () => {
    const body = {
      '${Name}Key': {
        Type: 'AWS::KMS::Key',
        Condition: 'Is${Name}',
        Properties: {
          Description: { Ref: 'Name' },
          KeyPolicy: {
            'Fn::Sub': '${Name} ${!Name} ${AWS::AccountId}',
            Other: { 'Fn::GetAtt': ['${Name}Role', 'Arn'] },
          },
        },
      },
    }
    const expansion = expansionOf(loop(['A', 'B'], body))
    expect(resourcesOf(expansion)).toEqual(
      Object.fromEntries(
        ['A', 'B'].map(name => [
          `${name}Key`,
          {
            Type: 'AWS::KMS::Key',
            Condition: `Is${name}`,
            Properties: {
              Description: name,
              KeyPolicy: {
                'Fn::Sub': `${name} \${!Name} \${AWS::AccountId}`,
                Other: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
              },
            },
          },
        ]),
      ),
    )
    expect(expansion).toMatchObject({ notes: [], complete: true })
  })

  test('leaves out of names what they cannot hold where it says &{…}', () => {
    const expansion = expansionOf(
      loop(['10.0.0.0/24'], { 'Key&{Name}': { ...key, Properties: { Description: '${Name}' } } }),
    )
    expect(resourcesOf(expansion)).toMatchObject({
      Key1000024: { Properties: { Description: '10.0.0.0/24' } },
    })
  })

  test('goes through a parameter and a mapping', () => {
    const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'A, B' } }
    const Mappings = { Names: { Prod: { List: ['C', 'D'] } } }
    const body = { '${Name}': key }
    const byParameter = { ...loop({ Ref: 'Names' }, body), Parameters }
    expect(Object.keys(resourcesOf(expansionOf(byParameter)))).toEqual(['A', 'B'])
    expect(Object.keys(resourcesOf(expansionOf(byParameter, { Names: 'X' })))).toEqual(['X'])
    const byMapping = { ...loop({ 'Fn::FindInMap': ['Names', 'Prod', 'List'] }, body), Mappings }
    expect(Object.keys(resourcesOf(expansionOf(byMapping)))).toEqual(['C', 'D'])
  })

  test('stands in others, in conditions, in outputs and in properties', () => {
    const expansion = expansionOf({
      Transform,
      Conditions: {
        'Fn::ForEach::C': ['X', ['A', 'B'], { 'Is${X}': { 'Fn::Equals': ['${X}', 'A'] } }],
      },
      Resources: {
        'Fn::ForEach::Outer': [
          'X',
          ['A', 'B'],
          { 'Fn::ForEach::Inner': ['Y', ['1', '2'], { 'Key${X}${Y}': { Type: 'AWS::KMS::Key' } }] },
        ],
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { 'Fn::ForEach::P': ['Z', ['A'], { 'Tag${Z}': { Ref: 'Z' } }], Path: '/' },
        },
      },
      Outputs: { 'Fn::ForEach::O': ['X', ['A'], { 'Out${X}': { Value: { Ref: 'Key${X}1' } } }] },
    })
    expect(Object.keys(resourcesOf(expansion))).toEqual(['KeyA1', 'KeyA2', 'KeyB1', 'KeyB2', 'Role'])
    expect(resourcesOf(expansion)).toMatchObject({ Role: { Properties: { TagA: 'A', Path: '/' } } })
    expect([...expansion.template.conditions.keys()]).toEqual(['IsA', 'IsB'])
    expect(valueOf(expansion.template.outputs.get('OutA'))).toEqual({ Value: { Ref: 'KeyA1' } })
  })
})

describe('what is not told', () => {
  test('makes nothing, and the report tells', () => {
    const Parameters = { Names: { Type: 'CommaDelimitedList' } }
    const expansion = expansionOf({ ...loop({ Ref: 'Names' }, { '${Name}': key }), Parameters })
    expect(resourcesOf(expansion)).toEqual({})
    expect(expansion).toMatchObject({
      notes: [
        'line 1: `Fn::ForEach::Keys` goes through a collection that is not told before the stack is deployed: what it makes is not judged (name the values with --parameters)',
      ],
      complete: false,
    })
  })

  test('stays in a value, where it is a hole', () => {
    const Names = { Type: 'CommaDelimitedList' }
    const body = ['X', { Ref: 'Names' }, { '${X}': 'x' }]
    const Resources = { Role: { Type: 'AWS::IAM::Role', Properties: { Tags: { 'Fn::ForEach::T': body } } } }
    const expansion = expansionOf({ Transform, Parameters: { Names }, Resources })
    expect(expansion.complete).toBe(false)
    expect(resourcesOf(expansion)).toMatchObject({
      Role: { Properties: { Tags: { 'Fn::ForEach::T': body } } },
    })
  })

  test.each([
    ['no list', 'Keys'],
    ['no body', ['Name', ['A']]],
    ['too much', ['Name', ['A'], {}, {}]],
    ['a strange identifier', ['Na me', ['A'], {}]],
  ])('%s is no loop', (_, value) => {
    const expansion = expansionOf({ Transform, Resources: { 'Fn::ForEach::Keys': value } })
    expect(resourcesOf(expansion)).toEqual({})
    expect(expansion.notes).toEqual([
      'line 1: `Fn::ForEach::Keys` is not an identifier, a collection and what is to be repeated: what it makes is not judged',
    ])
  })

  test('two things of one name are told', () => {
    const expansion = expansionOf(loop(['a/b', 'ab'], { 'Key&{Name}': key }))
    expect(expansion.notes).toEqual([
      'line 1: two things are called `Keyab` once `Fn::ForEach::Keys` is expanded',
    ])
  })
})

describe('more than any stack may have', () => {
  const many = Array.from({ length: 200 }, (_, index) => String(index))
  const nested = (depth: number): object =>
    depth === 0
      ? { Key: { Type: 'AWS::KMS::Key' } }
      : { [`Fn::ForEach::L${depth}`]: [`X${depth}`, many, nested(depth - 1)] }

  test('ends the copying', () => {
    const start = performance.now()
    const expansion = expansionOf({ Transform, Resources: nested(6) })
    expect(performance.now() - start).toBeLessThan(5000)
    expect(expansion.complete).toBe(false)
    expect(expansion.notes.join()).toContain('makes more than any stack may have: the rest is not judged')
  })

  test('a long value in a text that names it often', () => {
    const long = 'x'.repeat(500_000)
    const expansion = expansionOf(
      loop([long], { Key: { Type: 'AWS::KMS::Key', Properties: { Description: '${Name}'.repeat(10_000) } } }),
    )
    expect(resourcesOf(expansion)).toEqual({})
    expect(expansion.complete).toBe(false)
  })
})

test('a template without macros comes back as it is', () => {
  const expansion = expansionOf({ Resources: { Key: key } })
  expect(expansion).toMatchObject({ notes: [], complete: true })
  expect(expansionOf({ Resources: { Key: key } }).template.tree).toEqual(expansion.template.tree)
})
