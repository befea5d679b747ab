import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { exampleAsTemplate } from './examples/example-as-template.ts'
import { inventoryOfExample } from './examples/run-example.ts'
import { exampleOf, hidden, hiddenIn } from './examples/random-examples.ts'
import { comparable, inventoryOfTemplate, namesOf, namingItsHole, reportOn } from './same-situation.ts'
import { rewritten } from './examples/template-rewrites.ts'
import { groupedBy } from './model/grouped-by.ts'
import type { Example } from './rules/example.ts'

const examples = builtInRules.flatMap(({ id, examples: { good, bad, unsure = [] } }) =>
  [...good, ...bad, ...unsure].map(example => ({
    says: `${id}, ${example.says}`,
    example,
    written: exampleAsTemplate(example),
  })),
)
/** Of a template, nobody is told to change what it has not. */
const terraformWords = /terraform|\baws_|[a-z]_[a-z]|\bapply\b/i

const leftOut = examples.flatMap(({ written }) => ('because' in written ? [written.because] : []))
const said = examples.flatMap(({ says, example, written }) =>
  'because' in written ? [] : [{ says, example, written }],
)

describe('an example of a rule says the same as a template', () => {
  test.each(said)('$says', async ({ example, written }) => {
    const asTemplate = reportOn(
      await inventoryOfTemplate(written, example),
      'cloudformation-template',
      example,
    )
    const asPlan = reportOn(inventoryOfExample(example), 'terraform-plan', example)
    expect(comparable(asTemplate, namesOf(written))).toEqual(comparable(asPlan, namingItsHole(written)))
    for (const { fix } of asTemplate.findings) expect(fix).not.toMatch(terraformWords)
  })
})

const changes = examples.map(({ says, example }) => ({ says, ...asTwoTemplates(example) }))

function asTwoTemplates(example: Example) {
  const { before, replaced, ...after } = example
  if (before === undefined) return { because: 'no change' }
  if (replaced !== undefined) return { because: 'a role that is replaced: two templates do not tell' }
  if (JSON.stringify(example).includes('"local.key"'))
    return { because: 'a local value, which may be the key: templates have none' }
  const written = exampleAsTemplate(after)
  const was = exampleAsTemplate({ says: '', ...before })
  if ('because' in written) return written
  return 'because' in was ? was : { after, before: { says: '', ...before }, written, was }
}

describe('a change of an example says the same of two templates', () => {
  const saidOfTwo = changes.flatMap(change => ('because' in change ? [] : [change]))
  test.each(saidOfTwo)('$says', async ({ after, before, written, was }) => {
    const asTemplates = reportOn(
      await inventoryOfTemplate(written, after),
      'cloudformation-template',
      after,
      await inventoryOfTemplate(was, after),
    )
    const asPlan = reportOn(inventoryOfExample(after), 'terraform-plan', after, inventoryOfExample(before))
    const names = { template: null, originals: new Map([...was.originals, ...written.originals]) }
    expect(comparable(asTemplates, namesOf(names))).toEqual(comparable(asPlan, namingItsHole(names)))
  })
})

test('changes that CloudFormation cannot say are left out, and no others', () => {
  const reasons = changes.flatMap(change => ('because' in change ? [change.because] : []))
  const counts = countsOf(reasons.filter(because => because !== 'no change'))
  expect({ said: changes.length - reasons.length, ...counts }).toEqual({
    said: 116,
    'a KMS grant: CloudFormation has no resource for it': 8,
    'a local value, which may be the key: templates have none': 3,
    'a role that is replaced: two templates do not tell': 5,
    'arn: AWS::KMS::Key has no such property': 12,
    'aws_kms_grant: its template is not written here': 1,
    'aws_kms_key_policy: its template is not written here': 2,
    'aws_kms_replica_key: its template is not written here': 1,
    'aws_organizations_policy_attachment: its template is not written here': 2,
    'aws_s3_bucket_server_side_encryption_configuration: its template is not written here': 7,
    'custom_key_store_id: AWS::KMS::Key has no such property': 1,
  })
})

test('what CloudFormation cannot say is left out, and nothing else', () => {
  expect({ said: said.length, ...countsOf(leftOut) }).toEqual({
    said: 1136,
    'a KMS grant: CloudFormation has no resource for it': 62,
    'a change: a template tells what there is': 158,
    'a role of another account: a stack stands in one': 15,
    'a role that stands already: a template tells only of what it creates': 3,
    'arn: AWS::KMS::Key has no such property': 2,
    'aws_cloudwatch_event_target: its template is not written here': 3,
    'aws_iam_group: its template is not written here': 4,
    'aws_iam_policy: its template is not written here': 3,
    'aws_kms_alias.app.target_key_arn: AWS::KMS::Alias gives its name alone': 1,
    'aws_kms_grant: its template is not written here': 8,
    'aws_kms_key_policy: its template is not written here': 9,
    'aws_kms_replica_key: its template is not written here': 11,
    'aws_organizations_policy_attachment: its template is not written here': 9,
    'aws_s3_bucket_replication_configuration: its template is not written here': 1,
    'aws_vpc_endpoint_policy: its template is not written here': 2,
    'custom_key_store_id: AWS::KMS::Key has no such property': 3,
    'key_material_base64: AWS::KMS::Key has no such property': 4,
    'key_spec: AWS::KMS::ReplicaKey has no such property': 1,
    'name_prefix: AWS::KMS::Alias has no such property': 1,
    'primary_key_arn: AWS::KMS::ReplicaKey has no such property': 1,
    'region: AWS::SQS::Queue has no such property': 2,
    'replica: AWS::SecretsManager::Secret has no such property': 1,
    'somebody of whom the boundary alone is known': 1,
  })
})

function countsOf(reasons: readonly string[]): Readonly<Record<string, number>> {
  const all = groupedBy(reasons, because => because)
  return Object.fromEntries([...all].map(([because, same]) => [because, same.length]))
}

test('whatever policies say and whatever of them is hidden, a template says the same', async () => {
  await fc.assert(
    fc.asyncProperty(hidden, async ({ all, paths }) => {
      const { grant: _, resources: _beside, ...example } = exampleOf(hiddenIn(all, paths))
      const written = exampleAsTemplate(example)
      if ('because' in written) throw new Error(written.because)
      const asTemplate = reportOn(
        await inventoryOfTemplate(written, example),
        'cloudformation-template',
        example,
      )
      const asPlan = reportOn(inventoryOfExample(example), 'terraform-plan', example)
      expect(comparable(asTemplate, namesOf(written))).toEqual(comparable(asPlan, text => text))
    }),
    { numRuns: 300 },
  )
})

test('whichever functions put policies together, they say the same', async () => {
  const numbers = fc.array(fc.nat(), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(hidden, numbers, async ({ all, paths }, drawn) => {
      const { grant: _, resources: _beside, ...example } = exampleOf(hiddenIn(all, paths))
      const plain = exampleAsTemplate(example)
      if ('because' in plain) throw new Error(plain.because)
      const composed = { ...plain, template: rewritten(plain.template, drawn) }
      const [one, other] = [plain, composed].map(async written => {
        const inventory = await inventoryOfTemplate(written, example)
        return comparable(reportOn(inventory, 'cloudformation-template', example), namesOf(written))
      })
      expect(await other).toEqual(await one)
    }),
    { numRuns: 300 },
  )
})
