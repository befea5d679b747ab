import { addressesFor } from './addresses.ts'
import type { Budget } from './budget.ts'
import type { Test } from './clauses.ts'
import { isOfType, typeOf, usualValues, wholeNumbers } from './domain.ts'
import { datesFor, numbersFor } from './ordered.ts'
import { textsFor } from './texts.ts'

/** Values of a condition key, the plainest first. */
export interface Values {
  readonly texts: readonly string[]
  /** Whether any other value is treated by all tests as one of these is. */
  readonly complete: boolean
}

const families = ['text', 'number', 'date', 'address', 'truth'] as const
type Family = (typeof families)[number]

/**
 * One value of a key for each way in which these tests can turn out. Tests of several families are only looked at one
 * family after the other, which leaves out what lies in both (a number above 50 that begins with `1`), except for keys
 * that are nothing but true or false.
 */
export function valuesFor(key: string, tests: readonly Test[], budget: Budget): Values {
  if (typeOf(key) === 'Bool') return { texts: ['true', 'false'], complete: true }
  const found = families.flatMap(family => {
    const those = tests.filter(test => familyOf(test) === family)
    return those.length === 0 ? [] : [valuesOf(family, { key, tests: those, budget })]
  })
  const texts = [...found.flatMap(values => values.texts), ...usualValues(key), 'other', '']
  return {
    texts: [...new Set(texts)].filter(value => isOfType(key, value)),
    complete: found.length < 2 && found.every(({ complete }) => complete),
  }
}

/** `Null`, and operators that the evaluator does not know, do not look at the value. */
function familyOf({ condition: { operator } }: Test): Family | undefined {
  if (/^(?:String|Arn|Binary)/.test(operator)) return 'text'
  if (operator.startsWith('Numeric')) return 'number'
  if (operator.startsWith('Date')) return 'date'
  if (operator === 'IpAddress') return 'address'
  return operator === 'Bool' ? 'truth' : undefined
}

interface Asked {
  readonly key: string
  readonly tests: readonly Test[]
  readonly budget: Budget
}

function valuesOf(family: Family, { key, tests, budget }: Asked): Values {
  switch (family) {
    case 'text':
      return textsFor(key, tests, budget)
    case 'number':
      return numbersFor(tests, wholeNumbers.has(key))
    case 'date':
      return datesFor(tests, key === 'aws:epochtime')
    case 'address':
      return addressesFor(tests)
    case 'truth':
      return { texts: ['true', 'false'], complete: true }
  }
}
