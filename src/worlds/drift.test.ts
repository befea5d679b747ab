import { describe, expect, test } from 'vitest'
import { key, policy, readingOf, root, statement, toldOf, use } from './test-changes.ts'
import { driftedWorlds, twoWorlds } from './two-worlds.ts'

describe('what was done outside of Terraform', () => {
  const opened = policy(root, statement('*', use))
  const drift = { resource_drift: [key('k', policy(root), opened)] }

  test('lies between what Terraform had recorded and what it found', async () => {
    const input = await readingOf([key('k', opened, policy(root))], drift)
    const drifted = driftedWorlds([input])
    expect(drifted && toldOf(drifted)).toEqual(['k: gained * key-policy kms:Decrypt kms:Encrypt'])
    expect(toldOf(twoWorlds([input], []))).toEqual(['k: lost * key-policy kms:Decrypt kms:Encrypt'])
  })

  test('is nothing where Terraform found nothing changed', async () => {
    expect(driftedWorlds([await readingOf([key('k', opened)])])).toBeUndefined()
  })
})
