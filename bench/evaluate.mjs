/** How many requests a second `evaluate` decides on one core, for a key policy of five statements. */
import { callerOf, evaluate, readPolicyDocument } from '../dist/index.js'

const own = 'arn:aws:iam::111122223333'
const allow = (Sid, AWS, Action, more = {}) => ({
  Sid,
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
  ...more,
})
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [
    allow('Root', `${own}:root`, 'kms:*'),
    allow('Administrators', `${own}:role/Admin`, ['kms:Create*', 'kms:Put*', 'kms:Describe*']),
    allow(
      'Use',
      [`${own}:role/App`, `${own}:user/Bob`],
      ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'],
    ),
    allow('Grants', `${own}:role/App`, 'kms:CreateGrant', {
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
    allow('Outside', '*', 'kms:*', {
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    }),
  ],
}
const request = {
  caller: callerOf(`${own}:role/App`),
  action: 'kms:Decrypt',
  resource: ['arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  resourceAccount: '111122223333',
  context: new Map([['aws:principalorgid', [['o-a1b2c3d4e5']]]]),
  policies: { resource: readPolicyDocument(JSON.stringify(keyPolicy)), identity: [] },
  grants: [],
}

const { decision } = evaluate(request)
if (decision !== 'allow') throw new Error(`decided ${decision}`)
for (let warm = 0; warm < 20_000; warm += 1) evaluate(request)
const count = 200_000
const start = process.cpuUsage()
for (let round = 0; round < count; round += 1) evaluate(request)
const { user, system } = process.cpuUsage(start)
const second = count / ((user + system) / 1e6)
process.stdout.write(`evaluate: ${Math.round(second)} requests a second, five statements (goal 100000)\n`)
