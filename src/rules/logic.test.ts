import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../model/answer.ts'
import type { Unknown } from '../model/unknown.ts'
import { emptyWorld } from './fake-world.ts'
import { all, either, fault, not } from './logic.ts'
import type { Word } from './word.ts'

/** A subject gives each hole a value; a word asks for one of them. */
type Subject = Readonly<Record<string, boolean | undefined>>

function hole(name: string): Unknown {
  const at = { file: '', address: name, pointer: '' }
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }
}

function asks(name: string): Word<Subject> {
  return {
    says: name,
    ask: (subject): Answer => {
      const value = subject[name]
      const at = [{ file: '', address: name, pointer: '' }]
      if (value === undefined) return { is: 'unknown', at, hangsOn: [hole(name)] }
      return { is: value ? 'yes' : 'no', at, hangsOn: [] }
    },
  }
}

const names = ['a', 'b', 'c']
const { word } = fc.letrec<{ word: Word<Subject> }>(tie => ({
  word: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...names).map(asks),
    tie('word').map(not),
    fc.array(tie('word'), { minLength: 1, maxLength: 3 }).map(words => all(...words)),
    fc.array(tie('word'), { minLength: 1, maxLength: 3 }).map(words => either(...words)),
  ),
}))
const full = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() })

test('an unknown filled in never turns a certain answer round', () => {
  fc.assert(
    fc.property(word, full, fc.subarray(names), (rule, subject, hidden) => {
      const partial = Object.fromEntries(
        Object.entries(subject).map(([name, value]) => [name, hidden.includes(name) ? undefined : value]),
      )
      const before = rule.ask(partial, emptyWorld).is
      const stays = before === 'unknown' || rule.ask(subject, emptyWorld).is === before
      expect(stays).toBe(true)
    }),
  )
})

test('an unknown answer names what it hangs on, a certain one hangs on nothing', () => {
  fc.assert(
    fc.property(word, fc.subarray(names), (rule, known) => {
      const subject = Object.fromEntries(known.map(name => [name, true]))
      const answer = rule.ask(subject, emptyWorld)
      expect(answer.hangsOn.length > 0).toBe(answer.is === 'unknown')
      for (const { name } of answer.hangsOn) expect(known).not.toContain(name)
    }),
  )
})

test('`not`, `all` and `either` obey De Morgan', () => {
  fc.assert(
    fc.property(word, word, fc.subarray(names), (one, other, known) => {
      const subject = Object.fromEntries(known.map(name => [name, false]))
      const ask = (rule: Word<Subject>) => rule.ask(subject, emptyWorld).is
      expect(ask(not(all(one, other)))).toBe(ask(either(not(one), not(other))))
      expect(ask(not(either(one, other)))).toBe(ask(all(not(one), not(other))))
      expect(ask(not(not(one)))).toBe(ask(one))
    }),
  )
})

test('where only a fault is told, the answer is the same, but for the places of none', () => {
  const some = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }, { requiredKeys: [] })
  fc.assert(
    fc.property(word, some, (rule, subject) => {
      const asked = rule.ask(subject, emptyWorld)
      const answered = fault(rule, subject, emptyWorld)
      expect(answered).toEqual(asked.is === 'no' ? { ...answered, is: 'no' } : asked)
    }),
  )
})

test('what does not hold is not asked for the rest', () => {
  const unasked: Word<Subject> = {
    says: 'it is asked',
    ask: () => {
      throw new Error('asked')
    },
  }
  expect(fault(all(asks('a'), unasked), { a: false }, emptyWorld).is).toBe('no')
})

test('a rule reads as a sentence', () => {
  const [a, b, c] = [asks('it is open'), asks('it is old'), asks('it is used')]
  expect(all(a, not(either(b, c))).says).toBe('it is open and not (it is old or it is used)')
  expect(either(a, all(b, c)).says).toBe('it is open or (it is old and it is used)')
  expect(not(b).says).toBe('not it is old')
})
