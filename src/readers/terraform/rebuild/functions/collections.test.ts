import { describe, expect, test } from 'vitest'
import { evaluated } from '../test-evaluate.ts'
import { told } from '../test-told.ts'
import { listValue, namedHole, numberValue, objectValue, stringValue, type Value } from '../value.ts'
import { collectionFunctions } from './collections.ts'

describe('lists with holes stay lists', () => {
  test.each([
    ['concat(["a"], [text])', ['a', '<text>']],
    ['concat(["a"], any, ["b"])', { loose: ['a', '<?>', 'b'] }],
    ['concat(tolist([1]), any)', { loose: ['<?>', '<?>'] }],
    ['reverse(["a", text])', ['<text>', 'a']],
    ['slice(["a", text, "b"], 1, 3)', ['<text>', 'b']],
    ['slice(["a", text], number, 2)', '<?>'],
    ['slice(["a"], number, 5)', 'error'],
    ['chunklist([text, "a", "b"], 2)', [['<text>', 'a'], ['b']]],
    ['element([text, "a"], 2)', '<text>'],
    ['element([text, "a"], number)', '<?>'],
    ['element([], number)', 'error'],
    ['coalescelist([], [text])', ['<text>']],
    ['coalescelist(any, ["a"])', '<?>'],
    ['coalescelist(["a"], any)', ['a']],
    ['tolist(["a", any])', ['a', '<?>']],
    ['tolist(["a", text])', ['a', '<text>']],
    ['tolist([1, any])', ['<?>', '<?>']],
    ['tolist([1, text])', ['1', '<text>']],
    ['tolist([1, number])', [1, '<number>']],
    ['one([text])', '<text>'],
    ['one(any)', '<?>'],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

describe('what may be missing, or one of several, makes a list loose', () => {
  test.each([
    ['compact(["a", text, ""])', ['a', '<text>']],
    ['compact(["a", word, ""])', { loose: ['a', '<word>'] }],
    ['compact(["a", "x${word}"])', ['a', 'x<word>']],
    ['compact(["a", "${word}${word}"])', { loose: ['a', '<word><word>'] }],
    ['flatten([["a"], text])', ['a', '<text>']],
    ['flatten([["a"], any])', { loose: ['a', '<?>'] }],
    ['flatten(any)', '<?>'],
    ['distinct(["a", text, "a", text])', { loose: ['a', '<text>'] }],
    ['distinct(["a", "b${text}", "a"])', ['a', 'b<text>']],
    ['distinct([text, text])', ['<text>']],
    ['sort(["b", text, "a"])', { loose: ['a', 'b', '<text>'] }],
    ['sort([text])', ['<text>']],
    ['sort([null, text])', 'error'],
    ['toset(["b", text, "a", "b"])', { loose: ['a', 'b', '<text>'] }],
    ['toset([text, text])', ['<text>']],
    ['tolist(toset(["b", text]))', { loose: ['b', '<text>'] }],
    ['length(toset(["b", text]))', '<?>'],
    ['length([text, any])', 2],
    ['length(flatten([any]))', '<?>'],
    ['element(sort(["b", text]), 0)', '<?>'],
    ['index(sort(["b", text]), "b")', '<?>'],
    ['contains(sort(["b", text]), "b")', true],
    ['setunion(["a"], any)', { loose: ['a', '<?>'] }],
    ['setunion(["a"], ["b"], [text])', { loose: ['a', 'b', '<text>'] }],
    ['setintersection(["a", "b"], ["a", text])', { loose: ['a', '<?>'] }],
    ['setintersection(["a"], any)', '<?>'],
    ['setintersection([], any)', []],
    ['setsubtract(["a", "b"], ["a"])', ['b']],
    ['setsubtract(["a", "b"], ["x${text}"])', ['a', 'b']],
    ['setsubtract(["a", "b"], ["a", text])', { loose: ['<?>'] }],
    ['setsubtract([text], [text])', []],
    ['setsubtract(["a"], any)', '<?>'],
    [
      'setproduct(["a"], [text, "b"])',
      [
        ['a', '<text>'],
        ['a', 'b'],
      ],
    ],
    [
      'setproduct(["a"], toset([text, "b"]))',
      {
        loose: [
          ['a', 'b'],
          ['a', '<text>'],
        ],
      },
    ],
    ['setproduct([], any)', []],
    ['setproduct(["a"], any)', '<?>'],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

describe('searches', () => {
  test.each([
    ['contains(["a", text], "a")', true],
    ['contains(["a", text], "b")', '<?>'],
    ['contains(["a", "x${text}"], "b")', false],
    ['contains(["a", text], text)', true],
    ['contains(["a"], text)', '<?>'],
    ['contains([1], text)', false],
    ['contains([], any)', false],
    ['contains(any, "a")', '<?>'],
    ['contains(text, "a")', 'error'],
    ['index(["a", text], "a")', 0],
    ['index([text, "a"], "a")', '<?>'],
    ['index(["x${text}", "a"], "a")', 1],
    ['length(text)', '<?>'],
    ['length(number)', 'error'],
    ['length({ a = any })', 1],
    ['matchkeys([text, "b"], ["x", "y"], ["x"])', ['<text>']],
    ['matchkeys(["a"], [text], ["x"])', '<?>'],
    ['alltrue([flag, false])', false],
    ['alltrue([flag, true])', '<?>'],
    ['anytrue([flag, true])', true],
    ['anytrue([flag, false])', '<?>'],
    ['sum([1, number])', '<?>'],
    ['sum([1, flag])', 'error'],
    ['range(number)', '<?>'],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

describe('maps', () => {
  test.each([
    ['keys({ b = text, a = any })', ['a', 'b']],
    ['keys(any)', '<?>'],
    ['values({ b = text, a = any })', ['<any>', '<text>']],
    ['lookup({ a = text }, "a", "b")', '<text>'],
    ['lookup({ a = any }, "a", "b")', '<any>'],
    ['lookup({ a = text }, word, "b")', '<?>'],
    ['lookup(any, "a", "b")', '<?>'],
    ['lookup({ a = text }, "b")', 'error'],
    ['lookup(tomap({ a = any }), "b", "1")', '<?>'],
    ['lookup(tomap({ a = text }), "b", 1)', '1'],
    ['merge({ a = text, b = 1 }, { a = "x" })', { a: 'x', b: 1 }],
    ['merge({ a = "x" }, { a = text })', { a: '<text>' }],
    ['merge({ a = "x" }, any)', '<?>'],
    ['merge({ a = "x" }, text)', 'error'],
    ['zipmap(["a", "b"], [text, any])', { a: '<text>', b: '<any>' }],
    ['zipmap(["a", text], [1, 2])', '<?>'],
    ['zipmap(["a", text], [1])', 'error'],
    ['transpose({ a = [text] })', '<?>'],
    ['tomap({ a = text, b = 1 })', { a: '<text>', b: '1' }],
    ['tomap({ a = any, b = "x" })', { a: '<?>', b: 'x' }],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })
})

describe('the first that is there', () => {
  test.each([
    ['coalesce(text, "b")', '<text>'],
    ['coalesce("", text)', '<text>'],
    ['coalesce(null, text)', '<text>'],
    ['coalesce(word, "b")', '<?>'],
    ['coalesce("a${word}", "b")', 'a<word>'],
    ['coalesce("${word}${word}", "b")', '<?>'],
    ['coalesce(any, "b")', '<?>'],
    ['coalesce("b", any)', 'b'],
    ['coalesce(1, any)', '<?>'],
    ['coalesce(number, 1)', '<?>'],
    ['coalesce([text], ["b"])', ['<text>']],
    ['coalesce(text, [])', 'error'],
  ])('%s', (expression, result) => {
    expect(told(expression)).toEqual(result)
  })

  test('is a text for certain', () => {
    expect(
      evaluated('coalesce(word, "b")', { word: namedHole('word', 'known-after-apply', 'string') }),
    ).toMatchObject({
      type: 'text',
    })
  })
})

function many(count: number, make: (index: number) => Value): Value {
  return listValue(
    'tuple',
    Array.from({ length: count }, (_, index) => make(index)),
  )
}

describe('hostile arguments', () => {
  const words = many(50_000, index => stringValue(`a${index}`))
  const holes = many(50_000, index => namedHole(`h${index}`, 'known-after-apply', 'text'))

  test.each([
    'distinct',
    'sort',
    'compact',
    'flatten',
    'reverse',
    'setunion',
    'setintersection',
    'setsubtract',
    'concat',
  ])('%s of long lists takes little time', name => {
    const implementation = collectionFunctions[name]
    if (implementation === undefined) throw new Error(name)
    const isAlone = ['distinct', 'sort', 'compact', 'flatten', 'reverse'].includes(name)
    for (const [one, other] of [
      [words, words],
      [holes, holes],
      [words, holes],
    ] as const) {
      expect(implementation(isAlone ? [one] : [one, other]).kind).toBeDefined()
    }
  })

  test.each([
    ['setproduct', [words, words]],
    ['concat', [words, words, words]],
    ['flatten', [listValue('tuple', [words, words, words])]],
    ['setunion', [words, holes, many(10, index => numberValue(index))]],
    [
      'merge',
      [0, 1, 2].map(part =>
        objectValue(
          new Map(Array.from({ length: 50_000 }, (_, index) => [`${part} ${index}`, numberValue(1)])),
        ),
      ),
    ],
  ])('%s that would be too large is not made', (name, args) => {
    expect(collectionFunctions[name]?.(args)).toMatchObject({ kind: 'hole', reason: 'unsupported-function' })
  })

  test('names of JavaScript’s own are names like others', () => {
    expect(told('lookup({ a = 1 }, "__proto__", 2)')).toBe(2)
    expect(told('keys(merge({ constructor = 1 }, { toString = 2 }))')).toEqual(['constructor', 'toString'])
    expect(told('keys(zipmap(["__proto__"], [1]))')).toEqual(['__proto__'])
  })
})
