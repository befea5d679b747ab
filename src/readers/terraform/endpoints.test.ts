import { expect, test } from 'vitest'
import { readEndpoints } from '../cloudformation/endpoints.ts'
import { readingOf, resource, templateWith } from '../cloudformation/test-stack.ts'
import { block, changed, readChanges } from './test-plan.ts'

const kms = 'com.amazonaws.eu-central-1.kms'
const limited = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: action, Effect: 'Allow', Principal: '*', Action: action, Resource: '*' }],
})
const policy = (action: string) => JSON.stringify(limited(action))
const e = 'aws_vpc_endpoint.e'
const id = { references: [`${e}.id`, e] }

function endpoints(changes: readonly object[], blocks: readonly object[] = [block(e)]) {
  return (readChanges(changes, { resources: blocks }).inventory.endpoints ?? []).map(
    ({ address, policy: own, hangsOn }) => ({
      address,
      sids: own?.document.statements.map(({ sid }) => sid),
      hangsOn: hangsOn?.map(({ name }) => name),
    }),
  )
}

test.each([kms, `${kms}-fips`])('an endpoint of %s', service_name => {
  const found = endpoints([changed(e, { service_name }, { after_unknown: { policy: true } })])
  expect(found).toEqual([{ address: e, sids: undefined, hangsOn: undefined }])
})

test.each(['com.amazonaws.eu-central-1.s3', 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123', null])(
  'no endpoint of AWS KMS: %s',
  service_name => {
    expect(endpoints([changed(e, { service_name })])).toEqual([])
  },
)

test('a policy of its own, and one that is written beside it', () => {
  const own = changed(e, { service_name: kms, policy: policy('kms:Decrypt') })
  expect(endpoints([own])).toMatchObject([{ sids: ['kms:Decrypt'] }])
  const bare = changed(e, { service_name: kms }, { after_unknown: { policy: true, id: true } })
  const beside = changed(
    'aws_vpc_endpoint_policy.p',
    { policy: policy('kms:Sign') },
    { after_unknown: { vpc_endpoint_id: true } },
  )
  const blocks = [block(e), block('aws_vpc_endpoint_policy.p', { vpc_endpoint_id: id })]
  expect(endpoints([bare, beside], blocks)).toMatchObject([{ sids: ['kms:Sign'], hangsOn: undefined }])
})

test('one beside it, by the id of an endpoint that exists', () => {
  const found = endpoints([
    changed(e, { service_name: kms, id: 'vpce-1', policy: policy('*') }, { actions: ['no-op'] }),
    changed('aws_vpc_endpoint_policy.p', { vpc_endpoint_id: 'vpce-1', policy: policy('kms:Sign') }),
  ])
  expect(found).toMatchObject([{ sids: ['kms:Sign'] }])
})

test('one whose service is not known may be of AWS KMS', () => {
  const blocks = [block(e, { service_name: { references: ['var.service'] } })]
  expect(endpoints([changed(e, {}, { after_unknown: { service_name: true } })], blocks)).toMatchObject([
    { address: e, hangsOn: ['var.service'] },
  ])
})

function ofTemplate(ServiceName: unknown, rest: object = {}) {
  const template = templateWith({ E: resource('AWS::EC2::VPCEndpoint', { ServiceName, ...rest }) })
  return readEndpoints(readingOf(template)).map(({ policy: own, hangsOn }) => ({
    sids: own?.document.statements.map(({ sid }) => sid),
    hangsOn: hangsOn?.map(({ name }) => name),
  }))
}

test('of a template, wherever it is deployed', () => {
  expect(ofTemplate({ 'Fn::Sub': 'com.amazonaws.${AWS::Region}.kms' })).toEqual([
    { sids: undefined, hangsOn: undefined },
  ])
  expect(
    ofTemplate({ 'Fn::Sub': 'com.amazonaws.${Name}.kms-fips' }, { PolicyDocument: limited('a') }),
  ).toEqual([{ sids: ['a'], hangsOn: undefined }])
  expect(ofTemplate({ 'Fn::Sub': 'com.amazonaws.${Name}.s3' })).toEqual([])
  expect(ofTemplate({ Ref: 'Name' })).toEqual([{ sids: undefined, hangsOn: ['Name'] }])
})
