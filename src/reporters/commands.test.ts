import { expect, test } from 'vitest'
import { commandData, commandProperty, withoutCommands } from './commands.ts'

test.each([
  ['::error::x', '\\u{3a}:error::x'],
  [' \u00A0::stop-commands::x', ' \u00A0\\u{3a}:stop-commands::x'],
  ['see ##[add-mask]x', 'see #\\u{23}[add-mask]x'],
  ['###[error]', '##\\u{23}[error]'],
  ['##vso[task.setvariable]', '#\\u{23}vso[task.setvariable]'],
])('%j is no command any more', (line, inert) => {
  expect(withoutCommands(line)).toBe(inert)
})

test('an ARN and a heading stay as they are', () => {
  expect(withoutCommands('arn:aws:iam::111122223333:root ## [a]')).toBe(
    'arn:aws:iam::111122223333:root ## [a]',
  )
})

test('data and properties are escaped as the runner unescapes them', () => {
  expect(commandData('100%\r\na:b,c')).toBe('100%25%0D%0Aa:b,c')
  expect(commandProperty('100%\r\na:b,c')).toBe('100%25%0D%0Aa%3Ab%2Cc')
})
