import { expect, test } from 'vitest'
import { firstPlace, placeAfter } from './place.ts'

const after = (text: string) => placeAfter(firstPlace, Buffer.from(text))

test('a column counts characters, not bytes', () => {
  expect(after('aé€😀')).toEqual({ line: 1, column: 5 })
})

test('a line feed begins a line', () => {
  expect(after('{\n  "é\r\nab')).toEqual({ line: 3, column: 3 })
})

test('the parts of a text count as the whole', () => {
  const bytes = Buffer.from('{"é": \n "€😀",\n"x"')
  for (let cut = 0; cut <= bytes.length; cut++) {
    const middle = placeAfter(firstPlace, bytes.subarray(0, cut))
    expect(placeAfter(middle, bytes.subarray(cut))).toEqual(placeAfter(firstPlace, bytes))
  }
})
