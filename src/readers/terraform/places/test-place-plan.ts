import { readResources } from '../resources.ts'
import { block, changed, planOf } from '../test-plan.ts'
import { planFacts } from './plan-facts.ts'

/** For tests only: a module. */
export const source = `
resource "aws_kms_key" "k" {
  enable_key_rotation = false
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Root"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Use"
        Effect    = "Allow"
        Principal = { AWS = [
          aws_iam_role.app.arn,
          "arn:aws:iam::444455556666:role/z",
          "arn:aws:iam::444455556666:role/a",
        ] }
        Action = [
          "kms:GenerateDataKey*",
          "kms:Decrypt",
        ]
        Resource  = "*"
        Condition = {
          StringLike = { "kms:ViaService" = "s3.*" }
        }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "kms:ScheduleKeyDeletion"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_kms_key" "heredoc" {
  policy = <<-EOT
    {
      "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": ["\${var.who}"]},
        "Action": "kms:*",
        "Resource": "*"
      }
    }
  EOT
}

resource "aws_kms_key" "plain" {
  description = "AWS's default policy"
}

resource "aws_kms_key" "none" {
  policy = ""
}

resource "aws_kms_key" "shifted" {
  policy = var.policy
}

resource "aws_iam_role" "r" {
  inline_policy {
    name   = "one"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
  }
  inline_policy {
    name   = "two"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*" }] })
  }
}

resource "aws_kms_grant" "g" {
  grantee_principal = "arn:aws:iam::444455556666:root"
  operations        = ["Decrypt", "Encrypt"]
  constraints {
    encryption_context_equals = { a = "b" }
  }
}

data "aws_iam_policy_document" "d" {
  statement {
    sid     = "Second"
    actions = ["kms:Decrypt"]
    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
`

const allow = { Effect: 'Allow', Resource: '*' }
const policy = JSON.stringify({
  Statement: [
    { Action: 'kms:*', ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Sid: 'Root' },
    {
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringLike: { 'kms:ViaService': ['s3.*'] } },
      ...allow,
      Principal: {
        AWS: [
          'arn:aws:iam::444455556666:role/a',
          'arn:aws:iam::444455556666:role/z',
          'arn:aws:iam::111122223333:role/app',
        ],
      },
      Sid: 'Use',
    },
    { Action: ['kms:ScheduleKeyDeletion'], Effect: 'Deny', Principal: '*', Resource: ['*'] },
  ],
  Version: '2012-10-17',
})

function policyOf(action: string): string {
  return JSON.stringify({ Statement: { ...allow, Action: action } })
}

const heredoc = JSON.stringify({
  Statement: [{ ...allow, Action: 'kms:*', Principal: { AWS: 'arn:aws:iam::999988887777:root' } }],
})

/** For tests only: a plan of it, in the provider's order and form. */
export const facts = planFacts(
  readResources(
    planOf({
      format_version: '1.2',
      resource_changes: [
        changed('aws_kms_key.k', { policy, enable_key_rotation: false }),
        changed('aws_kms_key.heredoc', { policy: heredoc }),
        changed('aws_kms_key.plain', {}, { after_unknown: { policy: true } }),
        changed('aws_kms_key.none', { policy: '' }),
        changed('aws_kms_key.shifted', { policy }),
        changed('aws_iam_role.r', {
          inline_policy: [
            { name: 'two', policy: policyOf('kms:*') },
            { name: 'one', policy: policyOf('s3:*') },
          ],
        }),
        changed('aws_kms_grant.g', { operations: ['Encrypt', 'Decrypt'] }),
        changed(
          'data.aws_iam_policy_document.d',
          {
            statement: [
              { sid: 'First', actions: ['kms:List*'], effect: null },
              {
                sid: 'Second',
                actions: ['kms:Decrypt'],
                effect: null,
                principals: [
                  { type: 'AWS', identifiers: ['*'] },
                  { type: 'Service', identifiers: ['s3.amazonaws.com'] },
                ],
              },
            ],
          },
          { actions: ['read'], after_unknown: { json: true } },
        ),
      ],
      configuration: { root_module: { resources: [block('aws_kms_key.k')] } },
    }),
    'plan.json',
  ),
)
