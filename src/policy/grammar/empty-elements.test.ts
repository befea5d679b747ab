import { expect, test } from 'vitest'
import { emptyElements } from './empty-elements.ts'
import { literalWildcards } from './literal-wildcards.ts'
import { codesFor, objectionsTo } from './objections-to.ts'
import { readingProblems } from './reading-problems.ts'

const dead = ['empty-without-effect']
const idle = ['empty-element']

test.each([
  ['an action', { StringEquals: { 'a:b': 'c' } }, {}, []],
  ['no action', {}, { Action: [] }, dead],
  ['no resource', {}, { Resource: [] }, dead],
  ['no principal', {}, { Principal: { AWS: [] } }, dead],
  ['no kind of principal', {}, { Principal: {} }, dead],
  ['all but no action', {}, { NotAction: [] }, idle],
  ['an empty name', {}, { Sid: '' }, ['empty-sid']],
  ['an empty text', { StringEquals: { 'kms:ViaService': '' } }, {}, dead],
  ['an empty text among others', { StringEquals: { 'a:b': ['', 'c'] } }, {}, idle],
  ['an empty text that may be absent', { StringEqualsIfExists: { 'a:b': '' } }, {}, idle],
  ['an empty text that must not be', { StringNotEquals: { 'a:b': '' } }, {}, idle],
  ['an empty list', { StringEquals: { 'a:b': [] } }, {}, dead],
  ['an empty list that may be absent', { StringEqualsIfExists: { 'a:b': [] } }, {}, idle],
  ['an empty list, any of it', { 'ForAnyValue:StringEquals': { 'a:b': [] } }, {}, dead],
  ['an empty list, all of it', { 'ForAllValues:StringEquals': { 'a:b': [] } }, {}, idle],
  ['an empty list under Null', { Null: { 'a:b': [] } }, {}, dead],
  ['an empty list under Null with a qualifier', { 'ForAllValues:Null': { 'a:b': [] } }, {}, dead],
] as const)('%s', (_, condition, statement, codes) => {
  expect(codesFor(emptyElements, condition, statement)).toEqual(codes)
})

test.each([
  ['Allow', 'allows'],
  ['Deny', 'denies'],
  ['‹var.effect›', 'does'],
])('what it does to a statement with the effect %s is told', (Effect, verb) => {
  const Condition = { StringEquals: { 'kms:ViaService': '' } }
  expect(objectionsTo(emptyElements, { Effect, Condition })).toEqual([
    `empty-without-effect: statement 1 compares \`kms:ViaService\` with an empty text, so that it ${verb} nothing`,
  ])
})

test.each([
  [{}, ['empty-element: statement 1: its `Condition` is empty']],
  [{ StringEquals: {} }, ['empty-element: statement 1: its condition `StringEquals` is empty']],
  [
    { StringEquals: { 'a:b': ['c', 1, true] } },
    [
      'mixed-values: statement 1: it compares `a:b` with values of several JSON types: boolean, number, string',
    ],
  ],
  [
    { 'ForAnyValues:StringEqual': { 'a:b': 'c' } },
    [
      'unknown-operator: statement 1: `ForAnyValues:StringEqual` is no condition operator: did you mean `ForAnyValue:StringEquals`?',
    ],
  ],
  [
    { StringMatchesIfExists: { 'a:b': 'c' } },
    ['unknown-operator: statement 1: `StringMatchesIfExists` is no condition operator'],
  ],
])('the reader objects to %j', (Condition, said) => {
  const whole = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', Condition }
  expect(objectionsTo(readingProblems, whole)).toEqual(said)
})

test.each([
  ['StringLike', 's3.*.amazonaws.com', []],
  ['StringEquals', 's3.us-west-2.amazonaws.com', []],
  ['StringEquals', 's3.*.amazonaws.com', ['literal-wildcard']],
  ['StringNotEqualsIgnoreCase', 'a?', ['literal-wildcard']],
  ['ArnEquals', 'arn:aws:iam::*:role/App', []],
  ['StringEquals', '${*}', []],
] as const)('%s %s', (operator, value, codes) => {
  expect(codesFor(literalWildcards, { [operator]: { 'kms:ViaService': value } })).toEqual(codes)
})
