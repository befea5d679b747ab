import { describe, expect, test } from 'vitest'
import { booleanValue, listValue, nullValue, objectValue, stringValue, type Value } from '../value.ts'
import { hole, result, text, type Argument } from './test-calls.ts'

const role = hole('role.arn')
const account = hole('account')
const name = hole('name', 'string')
const anything = hole('x', 'any')
const json: Value = { kind: 'json', value: objectValue(new Map<string, Value>([['a', role]])) }
const loose: Value = { ...listValue('set', [stringValue('a'), role]), isLoose: true }

/** The result, the function and its arguments. */
type Case = readonly [expected: unknown, called: string, ...args: readonly Argument[]]

describe('what is known of a text stays known', () => {
  test.for<Case>([
    ['arn:<account>', 'join', ':', ['arn', account]],
    ['<role.arn>', 'join', ',', [role]],
    ['a<name>b', 'join', name, ['a', 'b']],
    ['<a value of join of role.arn>', 'join', ',', loose],
    ['<a value of join of x>', 'join', ',', ['a'], anything],
    ['arn:aws:iam::<account>:role/x', 'format', 'arn:aws:iam::%s:role/%s', account, 'x'],
    ['<role.arn>', 'format', '%s', role],
    ['a <a value of format of %5s of account>', 'format', 'a %5s', account],
    ['arn:<account>', 'format', '%5s', text('arn:', account)],
    ['<a value of format of %8s of account>', 'format', '%8s', text('arn:', account)],
    ['arn', 'format', '%.3s', text('arn:', account)],
    ['<role.arn>', 'format', '%v', role],
    ['<a value of format of %v of name>', 'format', '%v', name],
    ['n json "<x>"', 'format', 'n %#v', anything],
    ['json "<role.arn>"!', 'format', '%q!', role],
    ['json ["<role.arn>",1]', 'format', '%v', [role, 1]],
    ['<a value of format of %03d of n>', 'format', '%03d', hole('n', 'number')],
    ['<n>', 'format', '%d', hole('n', 'number')],
    ['json "<b>"', 'format', '%t', hole('b', 'boolean')],
    ['<a value of format of f>', 'format', hole('f'), 'a'],
    [['a-<role.arn>', 'b-<role.arn>'], 'formatlist', '%s-%s', ['a', 'b'], role],
    [['a-<account>'], 'formatlist', 'a-%s', [account]],
    ['<a value of formatlist of x>', 'formatlist', '%s', anything],
    ['AB<a value of upper of name>', 'upper', text('ab', name)],
    ['<a value of lower of role.arn>', 'lower', role],
    ['Ab<a value of title after "b" of name>', 'title', text('ab', name)],
    ['A <a value of title after " " of name> C', 'title', text('a ', name, ' c')],
    ['A <a value of title after " " of name>', 'title', text('a ', name, 'c')],
    ['a\n  <a value of indent by 2 of name>\n  b', 'indent', 2, text('a\n', name, '\nb')],
    ['<name>x', 'chomp', text(name, 'x\n')],
    ['x<a value of chomp of name>', 'chomp', text('x', name)],
    ['<a value of chomp of name>', 'chomp', text('\n', name)],
    ['x <name> y', 'trimspace', text('  x ', name, ' y\n')],
    ['<a value of trimspace of name>y', 'trimspace', text(' ', name, 'y ')],
    ['<a value of trimspace of name>', 'trimspace', text(name, '  ')],
    ['<a value of trim of "-" of name>x', 'trim', text('-', name, 'x-'), '-'],
    ['<a value of trim of name>', 'trim', 'x', name],
    [true, 'startswith', text('arn:', account), 'arn:'],
    [false, 'startswith', text('arn:', account), 'aws'],
    ['<a value of startswith of account>', 'startswith', text('arn:', account), 'arn:aws'],
    [true, 'startswith', text(account, ':x'), text(account, ':')],
    [false, 'startswith', 'a', text('ab', name)],
    [true, 'startswith', role, ''],
    [true, 'endswith', text(account, ':root'), ':root'],
    [false, 'endswith', text(account, ':root'), ':user'],
    [':<name>', 'trimprefix', text('arn:', name), 'arn'],
    ['arn:<name>', 'trimprefix', text('arn:', name), 'x'],
    ['<a value of trimprefix of role.arn>', 'trimprefix', role, 'arn:'],
    ['<name>', 'trimsuffix', text(name, '/*'), '/*'],
    [true, 'strcontains', text(name, 'abc'), 'b'],
    [true, 'strcontains', text('a', name), name],
    ['<a value of strcontains of name>', 'strcontains', text(name, 'abc'), 'd'],
    ['ab', 'substr', text('abc', name), 0, 2],
    ['c<name>', 'substr', text('abc', name), 2, -1],
    ['bc<a value of the first 3 characters of name>', 'substr', text('abc', name), 1, 5],
    ['bc', 'substr', text(name, 'abc'), -2, -1],
    ['<a value of substr of name>', 'substr', text(name, 'abc'), 1, 2],
    ['<a value of strrev of name>', 'strrev', text('a', name)],
    ['x:<a value of replace of name>:x', 'replace', text('y:', name, ':y'), 'y', 'x'],
    ['<a value of replace of name>', 'replace', text('ab', name), 'bc', 'x'],
    ['a <role.arn> b', 'replace', 'a ROLE b', 'ROLE', role],
    ['<a value of replace of name>', 'replace', text('ab', name), '/b/', 'x'],
    ['<a value of split of name>', 'split', ',', text('a,', name)],
    ['<a value of regex of name>', 'regex', 'a(b)', text('ab', name)],
    ['<a value of regexall of name>', 'regexall', 'a', text('ab', name)],
    ['a%2F<a value of urlencode of name>', 'urlencode', text('a/', name)],
    ['x', 'basename', text(name, '/x')],
    ['<a value of basename of name>', 'basename', text('a/x', name)],
    ['<a value of basename of name>', 'basename', text(name, 'x')],
    ['<a value of dirname of name>', 'dirname', text('a/', name)],
    ['a/<name>', 'pathexpand', text('a/', name)],
    ['<a value of base64encode of name>', 'base64encode', text('a', name)],
    ['<a value of sha256 of name>', 'sha256', name],
    ['<a value of max of n>', 'max', 1, hole('n', 'number')],
    ['<a value of parseint of name>', 'parseint', name, 10],
    ['error', 'parseint', name, 1],
    ['<a value of csvdecode of name>', 'csvdecode', text('a\n', name)],
    ['<a value of yamldecode of name>', 'yamldecode', text('a: ', name)],
    ['<a value of yamlencode of name>', 'yamlencode', [name]],
    ['<base64gzip(…)>', 'base64gzip', 'a'],
  ])('%j: %s', ([expected, called, ...args]) => {
    expect(result(called, ...args)).toEqual(expected)
  })
})

describe('JSON is kept as the value inside it', () => {
  test.for<Case>([
    ['json {"a":"<role.arn>"}', 'jsonencode', objectValue(new Map([['a', role]]))],
    [{ a: '<role.arn>' }, 'jsondecode', json],
    [{ a: '<role.arn>' }, 'yamldecode', json],
    ['json {"a":"<role.arn>"}', 'trimspace', json],
    ['json {"a":"<role.arn>"}', 'chomp', text(json)],
    ['json {"a":"<role.arn>"}', 'join', ',', [json]],
    ['json {"a":"<role.arn>"}', 'format', '%s', json],
    ['json {"a":"<role.arn>"}', 'replace', json, '\n', ''],
    ['{"a":json "<role.arn>"', 'trimsuffix', json, '}'],
    ['{"b":<a value of replace of role.arn>}', 'replace', json, 'a', 'b'],
    [true, 'startswith', json, '{"a":'],
    [['<x>', '1'], 'jsondecode', { kind: 'json', value: listValue('list', [hole('x'), stringValue('1')]) }],
    ['<a value of jsondecode of jsonencode of role.arn>', 'jsondecode', { kind: 'json', value: loose }],
  ])('%j: %s', ([expected, called, ...args]) => {
    expect(result(called, ...args)).toEqual(expected)
  })
})

describe('errors are those of Terraform, whatever the holes are', () => {
  test.for<readonly [called: string, ...args: readonly Argument[]]>([
    ['upper', nullValue],
    ['join', ',', [nullValue, role]],
    ['join', ',', objectValue(new Map([['a', role]]))],
    ['format', '%s', nullValue],
    ['format', '%s %s', role],
    ['format', '%s', role, role],
    ['formatlist', '%s%s', ['a'], [role, 'b']],
    ['indent', booleanValue(true), 'a'],
    ['regex', '(', role],
    ['substr', role, 1.5, 1],
  ])('%s', ([called, ...args]) => {
    expect(result(called, ...args)).toBe('error')
  })
})
