import { expect, test } from 'vitest'
import type { DeclaredAccount } from '../model/inventory.ts'
import { defaultSettings, readerOptions, settle, type Choices } from './settings.ts'

const nothing: Choices = {
  accounts: { byProvider: new Map() },
  trust: { accounts: new Map(), organizations: new Set(), administrators: [] },
  rules: new Map(),
}
const one: DeclaredAccount = { id: '111111111111', from: 'config' }
const two: DeclaredAccount = { id: '222222222222', from: 'flag' }

test('without choices the defaults hold', () => {
  expect(settle(nothing, nothing)).toEqual(defaultSettings)
})

test('flags win over the file', () => {
  const settings = settle({ ...nothing, failOn: 'low', onUnknown: 'pass' }, { ...nothing, failOn: 'never' })
  expect([settings.failOn, settings.onUnknown]).toEqual(['never', 'pass'])
})

test('an account of a flag wins over every account of the file', () => {
  const file = { ...nothing, accounts: { byProvider: new Map([['aws', one]]) } }
  const flags = { ...nothing, accounts: { every: two, byProvider: new Map() } }
  expect(settle(file, flags).accounts).toEqual(flags.accounts)
})

test('a flag for one provider leaves the others to the file', () => {
  const file = { ...nothing, accounts: { every: one, byProvider: new Map([['aws', one]]) } }
  const flags = { ...nothing, accounts: { byProvider: new Map([['aws', two]]) } }
  expect(settle(file, flags).accounts).toEqual({ every: one, byProvider: new Map([['aws', two]]) })
})

test('a Region of a flag wins, and readers are told what was settled', () => {
  const parameters = new Map([['A', 'x']])
  const file = { ...nothing, region: 'eu-west-1', accounts: { every: one, byProvider: new Map() } }
  const settings = settle(file, { ...nothing, region: 'us-gov-west-1', parameters })
  const { accountFor, ...others } = readerOptions(settings)
  expect(others).toEqual({ region: 'us-gov-west-1', parameters })
  expect(accountFor('aws')).toEqual(one)
  expect(Object.keys(readerOptions(settle(nothing, nothing)))).toEqual(['accountFor'])
})

test('both may trust', () => {
  const file = { ...nothing, trust: { ...nothing.trust, accounts: new Map([['333333333333', 'vendor']]) } }
  const flags = { ...nothing, trust: { ...nothing.trust, organizations: new Set(['o-a1b2c3d4e5']) } }
  const { trust } = settle(file, flags)
  expect([[...trust.accounts], [...trust.organizations]]).toEqual([
    [['333333333333', 'vendor']],
    ['o-a1b2c3d4e5'],
  ])
})

test('who is strict stops at medium, unless the file or a flag says otherwise', () => {
  const strict: Choices = { ...nothing, profile: 'strict' }
  expect(settle(strict, nothing)).toEqual({ ...defaultSettings, profile: 'strict', failOn: 'medium' })
  expect(settle(nothing, strict).failOn).toBe('medium')
  expect(settle({ ...strict, failOn: 'high' }, nothing).failOn).toBe('high')
  expect(settle(strict, { ...nothing, profile: 'change-only' }).failOn).toBe('high')
})

test('what the file alone can say stays', () => {
  const options = new Map([['KMS022', { days: 180 }]])
  const trust = { ...nothing.trust, sensitive: ['alias/a'], deployer: 'arn:aws:iam::111122223333:role/d' }
  const settings = settle({ ...nothing, options, trust }, { ...nothing, only: ['KMS022'], skip: ['DIFF*'] })
  expect(settings).toMatchObject({ options, trust, only: ['KMS022'], skip: ['DIFF*'] })
})
