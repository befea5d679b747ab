import { describe, expect, test } from 'vitest'
import type { Node } from '../../../model/node.ts'
import { showText } from '../../../model/text.ts'
import { property } from '../declared.ts'
import { readingOf, stackOf } from '../test-stack.ts'
import type { Stack } from './stack.ts'

const template = {
  Parameters: {
    Open: { Type: 'String' },
    Told: { Type: 'String', Default: 'told' },
    List: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    OpenList: { Type: 'CommaDelimitedList' },
    Sizes: { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] },
    Size: { Type: 'String', AllowedValues: ['a', 'b'] },
    One: { Type: 'String', AllowedValues: ['only'] },
    Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
    Secret: { Type: 'String', Default: 'hush', NoEcho: 'true' },
    Account: { Type: 'String', AllowedPattern: '\\d{12}' },
  },
  Mappings: { Map: { x: { k: 'v', l: ['1', '2'] }, y: { k: 'w' } } },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Equals': ['a', 'b'] },
    IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] },
    IsShut: { 'Fn::Not': [{ Condition: 'IsOpen' }] },
  },
}

const nothing = { Ref: 'AWS::NoValue' }
const others = {
  Role: { Type: 'AWS::IAM::Role' },
  Named: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'app', Path: '/team/' } },
  Unknown: { Type: 'AWS::Some::Thing' },
}

/** JSON, with `${name}` for what is not told. */
function shown(node: Node | undefined): unknown {
  switch (node?.type) {
    case undefined:
      return undefined
    case 'literal':
      return node.value
    case 'unknown':
      return `\${${node.unknown.name}}`
    case 'text':
      return showText(node.text)
    case 'array':
      return node.items.map(shown)
    case 'object':
      return Object.fromEntries(node.members.map(({ name, value }) => [name, shown(value)]))
  }
}

function valueOf(value: unknown, rest: Partial<Stack> = {}): unknown {
  const key = { Type: 'AWS::KMS::Key', Properties: { Value: value } }
  const reading = readingOf({ ...template, Resources: { ...others, Key: key } }, rest)
  const resource = reading.byId.get('Key')
  return resource && shown(property(resource, 'Value'))
}

const malformed = (words: string) => `\${${words}}`

describe('what functions give', () => {
  const rows: readonly (readonly [string, unknown, unknown])[] = [
    ['a text', 'x', 'x'],
    ['a number keeps its characters', 12, '12'],
    ['truth', true, true],
    ['null', null, null],
    ['Ref of a parameter', { Ref: 'Told' }, 'told'],
    ['Ref of a list', { Ref: 'List' }, ['a', 'b', 'c']],
    ['Ref of a parameter that is open', { Ref: 'Open' }, '${Open}'],
    ['Ref of a list that is open', { Ref: 'OpenList' }, '${OpenList}'],
    ['a list may have several of its allowed values', { Ref: 'Sizes' }, '${Sizes}'],
    ['one allowed value', { Ref: 'One' }, 'only'],
    ['several allowed values', { Ref: 'Size' }, '${Size}'],
    ['the default of a looked-up parameter is a name', { Ref: 'Looked' }, '${Looked}'],
    ['Ref of a role', { Ref: 'Role' }, '${Role}'],
    ['Ref of a role with a name', { Ref: 'Named' }, 'app'],
    ['Ref of nothing', { Ref: 'Nobody' }, '${Nobody}'],
    ['Ref of a list of words', { Ref: ['a'] }, malformed('Ref without a name')],
    ['Ref of a name that is open', { Ref: { 'Fn::Sub': 'x${Open}' } }, '${Ref of Open}'],
    [
      'pseudo parameters',
      { 'Fn::Sub': '${AWS::Region} ${AWS::AccountId} ${AWS::Partition} ${AWS::StackName} ${AWS::URLSuffix}' },
      'eu-central-1 111122223333 aws app amazonaws.com',
    ],
    ['what only AWS knows', { Ref: 'AWS::StackId' }, '${AWS::StackId}'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Named', 'Arn'] }, 'arn:aws:iam::111122223333:role/team/app'],
    ['GetAtt with a dot', { 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws:iam::111122223333:role/${Role}'],
    [
      'GetAtt of what is not listed',
      { 'Fn::GetAtt': ['Role', 'Nested.Attribute'] },
      '${Role.Nested.Attribute}',
    ],
    ['GetAtt of another type', { 'Fn::GetAtt': ['Unknown', 'Arn'] }, '${Unknown.Arn}'],
    ['GetAtt of nothing', { 'Fn::GetAtt': ['Nobody', 'Arn'] }, '${Nobody.Arn}'],
    ['GetAtt without an attribute', { 'Fn::GetAtt': 'Role' }, malformed('Fn::GetAtt without its two names')],
    [
      'Sub',
      { 'Fn::Sub': 'a-${Told}-${Open}-${Role}-${Named.Arn}' },
      'a-told-${Open}-${Role}-arn:aws:iam::111122223333:role/team/app',
    ],
    [
      'Sub with names of its own, which come first',
      { 'Fn::Sub': ['${Told} ${Own}', { Told: 'mine', Own: { Ref: 'Open' } }] },
      'mine ${Open}',
    ],
    [
      'Sub with literals and what is none',
      { 'Fn::Sub': '${!Told} ${} $ $$ {x} ${' },
      '${Told} ${} $ $$ {x} ${',
    ],
    ['Sub of a policy variable', { 'Fn::Sub': '${aws:username}' }, '${aws:username}'],
    ['Sub of a list', { 'Fn::Sub': '${List}' }, '${List}'],
    ['Sub of nothing', { 'Fn::Sub': '${AWS::NoValue}' }, '${AWS::NoValue}'],
    ['Sub with too much', { 'Fn::Sub': ['x', {}, 'y'] }, malformed('Fn::Sub without its text')],
    ['Join', { 'Fn::Join': [':', ['a', nothing, { Ref: 'Open' }, true, 1]] }, 'a:${Open}:true:1'],
    ['Join of a list', { 'Fn::Join': ['+', { Ref: 'List' }] }, 'a+b+c'],
    ['Join of an open list', { 'Fn::Join': ['+', { Ref: 'OpenList' }] }, '${Fn::Join "+" of OpenList}'],
    ['Join of lists', { 'Fn::Join': ['', [['a'], 'b']] }, malformed('Fn::Join of what is no text')],
    ['Join of a text', { 'Fn::Join': ['', 'a'] }, malformed('Fn::Join of what is no list')],
    ['Split', { 'Fn::Split': ['-', 'a-b-'] }, ['a', 'b', '']],
    [
      'Split of what is open',
      { 'Fn::Split': ['-', { 'Fn::Sub': 'a-${Open}' }] },
      '${Fn::Split "-" of a-${Open}}',
    ],
    [
      'the account in an ARN with a hole',
      { 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::GetAtt': 'Role.Arn' }] }] },
      '111122223333',
    ],
    [
      'the name in an ARN',
      { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': 'Role.Arn' }] }] },
      '${Role}',
    ],
    [
      'the id in the ARN of a key',
      { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': 'Key.Arn' }] }] },
      '${Key}',
    ],
    ['Select', { 'Fn::Select': ['1', { Ref: 'List' }] }, 'b'],
    [
      'Select of different items of a hole',
      [0, 1].map(index => ({ 'Fn::Select': [index, { Ref: 'OpenList' }] })),
      ['${item 0 of OpenList}', '${item 1 of OpenList}'],
    ],
    [
      'Select by what is open',
      { 'Fn::Select': [{ Ref: 'Open' }, ['a', 'b']] },
      '${Fn::Select by the value of Open}',
    ],
    ['Select outside', { 'Fn::Select': [2, ['a', 'b']] }, malformed('Fn::Select outside of its list')],
    ['Select without a number', { 'Fn::Select': ['', ['a', 'b']] }, malformed('Fn::Select without a number')],
    ['If', { 'Fn::If': ['Yes', 'a', 'b'] }, 'a'],
    ['If that leaves a property out', { 'Fn::If': ['No', 'a', nothing] }, undefined],
    ['If that is open', { 'Fn::If': ['IsOpen', 'a', 'b'] }, '${IsOpen}'],
    ['If that is the same both ways', { 'Fn::If': ['IsOpen', 'a', 'a'] }, 'a'],
    [
      'two ifs that contradict each other',
      { 'Fn::If': ['IsOpen', { 'Fn::If': ['IsShut', 'never', 'a'] }, 'a'] },
      'a',
    ],
    ['If of two', { 'Fn::If': ['Yes', 'a'] }, malformed('Fn::If without its three arguments')],
    ['nothing in lists and objects', { a: [nothing, 'x'], b: nothing }, { a: ['x'] }],
    ['FindInMap', { 'Fn::FindInMap': ['Map', 'x', 'k'] }, 'v'],
    ['FindInMap of a list', { 'Fn::FindInMap': ['Map', 'x', 'l'] }, ['1', '2']],
    [
      'FindInMap of an unknown name',
      { 'Fn::FindInMap': ['Map', 'z', 'k'] },
      malformed('Fn::FindInMap of a name that its map does not have'),
    ],
    [
      'FindInMap with a default',
      { 'Fn::FindInMap': ['Map', 'z', 'k', { DefaultValue: { Ref: 'Told' } }] },
      'told',
    ],
    [
      'FindInMap by what is open',
      { 'Fn::FindInMap': ['Map', { Ref: 'Open' }, 'k'] },
      '${Fn::FindInMap of Open}',
    ],
    [
      'FindInMap with one outcome',
      { 'Fn::FindInMap': ['Map', 'x', { 'Fn::If': ['IsOpen', 'k', 'k'] }] },
      'v',
    ],
    [
      'FindInMap with a strange argument',
      { 'Fn::FindInMap': ['Map', 'x', 'k', 'v'] },
      malformed('Fn::FindInMap without its arguments'),
    ],
    ['Base64', { 'Fn::Base64': 'a' }, 'YQ=='],
    ['Base64 of what is open', { 'Fn::Base64': { Ref: 'Open' } }, '${Fn::Base64 of ${Open}}'],
    ['Length', { 'Fn::Length': { Ref: 'List' } }, '3'],
    ['Length of what is open', { 'Fn::Length': { Ref: 'OpenList' } }, '${Fn::Length of OpenList}'],
    [
      'ToJsonString',
      { 'Fn::ToJsonString': { a: ['x"', true, { Ref: 'Open' }, nothing] } },
      '{"a":["x\\"",true,"${Open}"]}',
    ],
    ['ImportValue of nobody', { 'Fn::ImportValue': { 'Fn::Sub': '${Told}-x' } }, '${the export told-x}'],
    ['zones', { 'Fn::GetAZs': 'eu-west-1' }, '${Fn::GetAZs eu-west-1}'],
    ['a macro', { 'Fn::Transform': { Name: 'Mine' } }, '${Fn::Transform}'],
    [
      'a macro beside members',
      { a: 1, 'Fn::Transform': { Name: 'Mine' } },
      '${Fn::Transform beside other names}',
    ],
    ['a function that nobody knows', { 'Fn::New': 'x' }, '${Fn::New}'],
    [
      'the Condition of a statement is no function',
      { Condition: { StringEquals: { a: 'b' } } },
      { Condition: { StringEquals: { a: 'b' } } },
    ],
    [
      'dynamic references',
      'a-{{resolve:ssm:/x:1}}-{{resolve:secretsmanager:y}}',
      'a-${{{resolve:ssm:/x:1}}}-${{{resolve:secretsmanager:y}}}',
    ],
    ['one in Sub', { 'Fn::Sub': '{{resolve:ssm-secure:${Told}}}b' }, '${{{resolve:ssm-secure:told}}}b'],
    ['one in Join', { 'Fn::Join': ['', ['{{', 'resolve:ssm:x', '}}']] }, '${{{resolve:ssm:x}}}'],
    ['one whose name is open', { 'Fn::Sub': 'a{{resolve:ssm:${Open}}}b' }, 'a${{{resolve:ssm:${Open}}}b}'],
  ]

  test.each(rows)('%s', (_, value, expected) => {
    expect(valueOf(value)).toEqual(expected)
  })
})

describe('what parameters are', () => {
  test('given values come first', () => {
    expect(valueOf({ Ref: 'Told' }, { given: new Map([['Told', 'given']]) })).toBe('given')
  })

  test('where they are open, no default counts, and allowed values do', () => {
    const open: Partial<Stack> = { parameters: 'open' }
    expect(valueOf([{ Ref: 'Told' }, { Ref: 'One' }], open)).toEqual(['${Told}', 'only'])
  })

  test('defaults that are used and secrets are noted', () => {
    const stack = stackOf({ ...template, Resources: {} })
    valueOf([{ Ref: 'Told' }, { Ref: 'Secret' }, { Ref: 'Looked' }], { shared: stack.shared })
    expect([...stack.shared.defaulted].map(({ name }) => name)).toEqual(['Told', 'Secret'])
    expect([...stack.shared.secrets]).toEqual(['hush'])
  })

  test('what a parent gives for a list is one text', () => {
    const at = { file: 'parent.yaml', address: 'Nested', pointer: '' }
    const given = new Map([['List', { type: 'text' as const, text: ['x,y'], at }]])
    expect(valueOf({ Ref: 'List' }, { given })).toEqual(['x', 'y'])
  })
})
