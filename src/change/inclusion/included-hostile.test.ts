import { describe, expect, test } from 'vitest'
import { isIncluded } from './included.ts'
import { by, keys, like, team, when, type Block } from './written.ts'

const many = (start: number): readonly string[] =>
  Array.from(
    { length: 50 },
    (_, index) => `*${String.fromCharCode(97 + ((index + start) % 26))}*${index + start}*`,
  )

const keysOf = (count: number, value: string): Block => ({
  StringEquals: Object.fromEntries(Array.from({ length: count }, (_, index) => [`${team}${index}`, value])),
})

describe('hostile conditions end soon', () => {
  test.each([
    ['patterns of stars', like(team, ...many(0)), like(team, ...many(50))],
    ['long patterns', like(team, '*a'.repeat(2_000)), like(team, '*b?'.repeat(2_000))],
    [
      'lists of patterns',
      by('ForAnyValue:StringLike', keys, ...many(0)),
      by('ForAllValues:StringLike', keys, ...many(50)),
    ],
  ])('%s', (_, one, other) => {
    expect(isIncluded(when(one), [when(other)]).is).not.toBe('yes')
  })

  test('a hundred ranges of addresses are no hostile condition', () => {
    const ranges = Array.from({ length: 100 }, (_, index) => `10.0.${index}.0/24`)
    const [all, most] = [ranges, ranges.slice(1)].map(list => when(by('IpAddress', 'aws:SourceIp', ...list)))
    expect(all && most && [isIncluded(most, [all]).is, isIncluded(all, [most]).is]).toEqual(['yes', 'no'])
  })

  test('a thousand keys, hundreds of statements', () => {
    const { is } = isIncluded(
      when(keysOf(300, 'a'), ...Array.from({ length: 100 }, (_, index) => keysOf(index + 2, 'b'))),
      Array.from({ length: 100 }, (_, index) => when(keysOf(index + 1, 'c'))),
    )
    expect(is).not.toBe('yes')
  })
})
