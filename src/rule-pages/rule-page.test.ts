import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { hole, text, type Example } from '../rules/example.ts'
import type { Rule } from '../rules/rule.ts'
import { rotates } from '../rules/vocabulary/keys.ts'
import { areaOf } from './areas.ts'
import { inMarkdown, inText, outsideCode } from './blocks.ts'
import { exampleSource } from './example-source.ts'
import { rulePage } from './rule-page.ts'
import { listedRules, rulesInText } from './rule-list.ts'

test.each<readonly [string, Example, string]>([
  ['a key of which nothing is said', { says: '' }, 'resource "aws_kms_key" "example" {}'],
  [
    'holes, a text with holes and a policy variable',
    {
      says: '',
      key: { description: hole('var.says'), is_enabled: hole('not known', 'anything') },
      statements: {
        Principal: { AWS: text('arn:aws:iam::', hole('var.account'), ':root') },
        Condition: { StringEquals: { 'kms:ViaService': '${aws:x}' } },
      },
    },
    `resource "aws_kms_key" "example" {
  description = var.says
  is_enabled = (not known)
  policy = jsonencode({
    Statement = {
      Principal = { AWS = "arn:aws:iam::\${var.account}:root" }
      Condition = { StringEquals = { "kms:ViaService" = "$\${aws:x}" } }
    }
  })
}`,
  ],
  [
    'a role with everything that it can have, without the key that nothing names',
    { says: '', role: { policies: [], managed: ['arn:a'], boundary: [], exists: true }, attached: [] },
    `# stood before this change: more policies may be attached to it elsewhere
resource "aws_iam_role" "App" {
  permissions_boundary = aws_iam_policy.boundary_App.arn
}

resource "aws_iam_role_policy" "App" {
  role = aws_iam_role.App.name
  policy = jsonencode({ Statement = [] })
}

resource "aws_iam_policy" "boundary_App" {
  policy = jsonencode({ Statement = [] })
}

resource "aws_iam_role_policy_attachment" "App" {
  role = aws_iam_role.App.name
  policy_arn = "arn:a"
}

resource "aws_iam_role_policy_attachment" "App_shared" {
  role = aws_iam_role.App.name
  policy_arn = aws_iam_policy.shared.arn
}

resource "aws_iam_policy" "shared" {
  policy = jsonencode({ Statement = [] })
}`,
  ],
  [
    'a change, with blocks and with maps',
    {
      says: '',
      before: { key: {} },
      grant: { constraints: { encryption_context_equals: { a: 'b' } } },
      resources: { 'module.m.aws_x.y': { rule: [{ id: 1 }, { id: 2 }], tags: { a: 'b' } } },
    },
    `# before
resource "aws_kms_key" "example" {}

# after
resource "aws_kms_key" "example" {}

resource "aws_kms_grant" "example" {
  key_id = aws_kms_key.example.key_id
  constraints {
    encryption_context_equals = { a = "b" }
  }
}

# in module.m
resource "aws_x" "y" {
  rule {
    id = 1
  }
  rule {
    id = 2
  }
  tags = { a = "b" }
}`,
  ],
])('an example as its source: %s', (_, example, source) => {
  expect(exampleSource(example)).toBe(source)
})

const everything: Rule = {
  id: 'ACME001',
  name: 'acme-rotation',
  title: 'A key must rotate',
  about: 'key',
  profile: 'strict',
  severity: 'high',
  eased: [['low', rotates]],
  options: { days: { says: 'The longest period.', default: 365 } },
  why: 'It must.',
  fix: { terraform: 'Set a.', cloudformation: 'Set A.' },
  references: ['https://docs.aws.amazon.com/kms/'],
  replaces: ['checkov:CKV_AWS_7'],
  undetermined: 'nothing tells it',
  forbid: rotates,
  message: () => 'm',
  appendix: () => '| a |\n| - |',
  examples: {
    good: [{ says: 'one', account: 'unknown' }, { says: 'two' }],
    bad: [
      {
        says: 'three',
        severity: 'low',
        trust: { accounts: ['111122223333'], sensitive: ['alias/*'] },
        options: { days: 3 },
        profile: 'default',
        reports: ['kms:* and kms:*'],
      },
    ],
    unsure: [{ says: 'four', reports: ['m'] }],
  },
}

test('a page tells all that its rule says', () => {
  const page = inMarkdown(rulePage(everything, 'full'))
  for (const told of [
    '# ACME001 acme-rotation: A key must rotate',
    'Asked in the profile `strict` alone.',
    'Often it cannot be told: nothing tells it.',
    `- low, where ${rotates.says}\n- high otherwise`,
    '- Terraform: Set a.\n- CloudFormation: Set A.',
    '- `days`: The longest period.',
    '  ACME001:\n    days: 365',
    '### Three (low)',
    'profile: default\ntrusted: {"accounts":["111122223333"]}\nsensitive: ["alias/*"]\n# option days: 3',
    String.raw`- Reported: kms:\* and kms:\*`,
    '### Four',
    '### Two',
    'Nothing tells the account of it all.',
    '| a |\n| - |',
    '- https://docs.aws.amazon.com/kms/',
    '- `checkov:CKV_AWS_7`',
  ])
    expect(page).toContain(told)
})

test('a short page shows one example of each kind, and lists the others', () => {
  const page = inText(rulePage(everything, 'short'), 80)
  expect(page).toContain('One\n\n    resource "aws_kms_key" "example" {}')
  expect(page).toContain('- Two')
  expect(page).toContain('- Four')
  expect(page).not.toContain('| a |')
  expect(page.split('\n').filter(line => line.length > 80)).toEqual([])
})

test('what is no code is no Markdown either', () => {
  expect(outsideCode('a_b[0] _c_ `c_d` <e> [f](g) https://x_y_z')).toBe(
    String.raw`a_b[0] \_c\_ ` + '`c_d`' + String.raw` \<e> [f\](g) https://x_y_z`,
  )
})

test('each built-in rule has an area, and a name of its own', () => {
  expect(builtInRules.filter(rule => areaOf(rule) === undefined)).toEqual([])
  expect(new Set(builtInRules.map(({ name }) => name)).size).toBe(builtInRules.length)
  expect(
    rulesInText(listedRules(builtInRules))
      .split('\n')
      .filter(line => /^ {2}\S/.test(line)),
  ).toHaveLength(builtInRules.length)
})

test('no rule has an option that would hide its severity', () => {
  expect(builtInRules.filter(({ options = {} }) => 'severity' in options)).toEqual([])
})
