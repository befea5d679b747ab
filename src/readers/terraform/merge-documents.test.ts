import { describe, expect, test } from 'vitest'
import type { PolicyDocument } from '../../model/statement.ts'
import { isUnknown } from '../../model/unknown.ts'
import { changed, documentPlan } from './test-plan.ts'

const json = (...sids: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: sids.map(sid => ({ Sid: sid, Effect: 'Deny', Action: 'kms:*', Resource: '*' })),
  })
const own = (...sids: readonly string[]) => ({ statement: sids.map(sid => ({ sid, actions: ['kms:*'] })) })
const sids = ({ statements }: PolicyDocument) =>
  statements.map(({ sid, effect }) => `${sid} ${isUnknown(effect) ? '?' : effect}`)
const problems = ({ problems: all }: PolicyDocument) =>
  all.map(({ says, hangsOn = [] }) => [says, hangsOn.map(({ name }) => name)])

describe('documents made of documents', () => {
  test('sources come first, and a statement replaces an earlier one of its Sid', () => {
    const merged = documentPlan(
      {
        ...own('A', 'C'),
        source_policy_documents: [json('A', 'B')],
        override_policy_documents: [json('C', '')],
      },
      {},
      {},
    )
    expect(sids(merged)).toEqual(['A Allow', 'B Deny', 'C Deny', ' Deny'])
  })

  test('an unknown source is followed to the other document', () => {
    const other = changed('data.aws_iam_policy_document.other', own('Other'), {
      actions: ['read'],
      after_unknown: { json: true },
    })
    const merged = documentPlan(
      { ...own('Own'), source_policy_documents: [null] },
      { source_policy_documents: [true] },
      { source_policy_documents: { references: ['data.aws_iam_policy_document.other.json'] } },
      [other],
    )
    expect(sids(merged)).toEqual(['Other Allow', 'Own Allow'])
  })

  test('an unknown override may have replaced every statement with a Sid', () => {
    const merged = documentPlan(
      { ...own('A', ''), override_policy_documents: [null] },
      { override_policy_documents: [true] },
      { override_policy_documents: { references: ['local.more'] } },
    )
    expect([sids(merged), merged.holes.map(({ name }) => name)]).toEqual([
      ['undefined Allow'],
      ['local.more'],
    ])
  })

  test('a circle of documents ends in a hole', () => {
    const merged = documentPlan(
      { ...own('A'), source_policy_documents: [null] },
      { source_policy_documents: [true] },
      { source_policy_documents: { references: ['data.aws_iam_policy_document.d.json'] } },
    )
    expect(merged.holes.map(({ name }) => name)).toEqual(['data.aws_iam_policy_document.d.json'])
  })

  test('the problems of a statement go with it, and are possible where that is not known', () => {
    const wrong = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'A', Effect: 'Deny', Action: 'kms:*', Resource: '*', Extra: 1 },
        { Effect: 'Deny', Action: 'kms:*', Resource: '*', Other: 1 },
      ],
    })
    const known = documentPlan({ ...own('A'), source_policy_documents: [wrong] }, {}, {})
    const open = documentPlan(
      { source_policy_documents: [wrong], override_policy_documents: [null] },
      { override_policy_documents: [true] },
      { override_policy_documents: { references: ['local.more'] } },
    )
    const extra = expect.stringContaining('Extra')
    const other = expect.stringContaining('Other')
    expect(problems(known)).toEqual([[other, []]])
    expect(problems(open)).toEqual([
      [extra, ['local.more']],
      [other, []],
    ])
  })
})
