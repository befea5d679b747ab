import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { standing } from '../docs/golden-page.ts'
import { evidenceOf } from './evidence.ts'

// `UPDATE_GOLDEN=1 npx vitest run src/examples/evidence.test.ts` rewrites them; read the difference before you commit it.
test.each(builtInRules.map(rule => [rule.id, rule] as const))(
  'places, doubts and corrections of the examples of %s are as expected',
  (id, rule) => {
    const evidence = `${JSON.stringify(evidenceOf(rule), undefined, 2)}\n`
    expect(evidence).toBe(standing(`testdata/evidence/${id}.json`, evidence))
  },
)
