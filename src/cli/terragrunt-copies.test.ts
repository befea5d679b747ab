import { expect, test } from 'vitest'
import { withoutCopies } from './terragrunt-copies.ts'

test.each([
  ['a copy', ['app/.terragrunt-cache/a1/b2/tfplan.json', 'app/tfplan.json'], ['app/tfplan.json']],
  [
    'one of a unit without a source',
    ['app/.terragrunt-cache/a1/tfplan.json', 'app/tfplan.json'],
    ['app/tfplan.json'],
  ],
  ['one where keyplan runs', ['.terragrunt-cache/a1/b2/tfplan.json', 'tfplan.json'], ['tfplan.json']],
])('%s of Terragrunt is left out', (_, files, left) => {
  expect(withoutCopies(files)).toEqual(left)
})

test.each([
  ['was written there', ['app/.terragrunt-cache/a1/b2/tfplan.json', 'db/tfplan.json']],
  ['has another name', ['app/.terragrunt-cache/a1/b2/plan.json', 'app/tfplan.json']],
  [
    'lies in the folder that Terragrunt is told to write to',
    ['plans/app/tfplan.json', 'plans/db/tfplan.json'],
  ],
])('a plan that %s counts', (_, files) => {
  expect(withoutCopies(files)).toEqual(files)
})
