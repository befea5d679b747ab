import { expect, test } from 'vitest'
import { expansionOf, resourcesOf } from '../test-expansion.ts'
import table from './tables.json' with { type: 'json' }

test('every policy template of SAM allows something', () => {
  const names = Object.keys(table.policyTemplates)
  expect(names).toHaveLength(81)
  for (const name of names) {
    const App = { Type: 'AWS::Serverless::Function', Properties: { Policies: [{ [name]: {} }] } }
    const expansion = expansionOf({ Transform: 'AWS::Serverless-2016-10-31', Resources: { App } })
    expect(expansion.complete).toBe(true)
    const text = JSON.stringify(resourcesOf(expansion))
    expect(text).toContain('AppRolePolicy0')
    // Parameters that are not given are holes, and never the template's own of that name.
    expect(text).not.toMatch(/\{"Ref":"(?!AWS::)/)
  }
})
