import type { ReadInput } from '../../model/inventory.ts'
import { showText } from '../../model/text.ts'
import { block, changed, readChanges } from './test-plan.ts'

/** For tests only: the provider of account 111122223333. */
export const aws = {
  aws: { name: 'aws', expressions: { allowed_account_ids: { constant_value: ['111122223333'] } } },
}

/** For tests only: a policy that allows one action on everything. */
export function allow(action: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  })
}

/**
 * For tests only: each role and user with what it can do: `-` for a document that is not read, `?` behind one that
 * something hides.
 */
export function held({ inventory }: ReadInput): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    inventory.identities.map(({ arn, policies }) => [
      showText(arn).replace('arn:aws:iam::111122223333:', ''),
      policies.map(({ document, hangsOn }) => {
        const actions = document.statements.flatMap(({ actions: listed }) => listed?.items ?? [])
        const shown = actions.map(({ text }) => showText(text)).join(' ')
        return `${shown === '' ? '-' : shown}${hangsOn.length === 0 ? '' : '?'}`
      }),
    ]),
  )
}

const ofNew = { after_unknown: { arn: true, id: true } }

/** For tests only: roles `r` and `o`, user `u`, group `g` and the managed policy `use`, all new. */
export const role = changed('aws_iam_role.r', { name: 'r', path: '/' }, ofNew)
export const other = changed('aws_iam_role.o', { name: 'o', path: '/' }, ofNew)
export const user = changed('aws_iam_user.u', { name: 'u', path: '/' }, ofNew)
export const group = changed('aws_iam_group.g', { name: 'g', path: '/' }, ofNew)
export const use = changed(
  'aws_iam_policy.use',
  { name: 'use', path: '/', policy: allow('kms:Decrypt') },
  ofNew,
)

const declared = [
  'aws_iam_role.r',
  'aws_iam_role.o',
  'aws_iam_user.u',
  'aws_iam_group.g',
  'aws_iam_policy.use',
]

/** For tests only: reads a plan with these changes; `blocks` are written besides those of what stands above. */
export function readIam(
  changes: readonly object[],
  blocks: readonly object[] = [],
  rest: object = {},
): ReadInput {
  const resources = [...declared.map(address => block(address)), ...blocks]
  return readChanges(changes, { resources }, aws, rest)
}

/** For tests only: how the argument `policy_arn` is written, and what of it the plan does not know. */
export const toUse = { policy_arn: { references: ['aws_iam_policy.use.arn', 'aws_iam_policy.use'] } }
export const unknownArn = { after_unknown: { policy_arn: true } }
