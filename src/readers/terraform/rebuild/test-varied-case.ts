import type { GenuineCase } from './test-genuine.ts'

/** What stands in the policies of the case: each uses what it names in another way. */
const policies = [
  'jsonencode({ Statement = [for name, arn in local.roles : { Sid = title(name), Principal = { AWS = arn } } if name != "none"] })',
  'jsonencode({ Statement = concat(local.base, var.extra ? [{ Sid = "Extra", Action = "kms:Decrypt" }] : []) })',
  'jsonencode({ Statement = [{ Action = flatten([local.actions, [for one in local.actions : "${one}*"]]), Resource = "*" }] })',
  'jsonencode({ Statement = [{ Action = distinct(compact(concat(local.actions, ["kms:Decrypt", ""]))) }] })',
  'jsonencode({ Statement = [{ Action = sort(tolist(toset(local.actions))) }] })',
  'jsonencode({ Statement = [{ Principal = { AWS = formatlist("arn:aws:iam::%s:role/%s", var.account, local.names) } }] })',
  'jsonencode({ Statement = [{ Principal = { AWS = try(local.roles["none"], local.roles["app"], "none") } }] })',
  'jsonencode({ Statement = [{ Principal = { AWS = lookup(local.roles, local.names[0], "none") } }] })',
  'jsonencode({ Statement = [{ Principal = { AWS = coalesce(var.nothing, local.roles["app"]) } }] })',
  'jsonencode({ Statement = [merge({ Sid = "A", Effect = "Allow" }, var.extra ? { Effect = "Deny" } : {}, { Resource = local.roles["app"] })] })',
  'jsonencode({ Statement = [{ Resource = split(",", join(",", values(local.roles))) }] })',
  'jsonencode({ Statement = [{ Resource = [for part in regexall("role/[a-z]+", join(" ", values(local.roles))) : upper(part)] }] })',
  'jsonencode({ Statement = [{ Sid = replace(substr(join("-", local.names), 0, 6), "-", ""), Resource = zipmap(local.names, slice(local.actions, 0, 2)) }] })',
  'jsonencode({ Statement = [for pair in setproduct(local.names, slice(local.actions, 0, 1)) : { Sid = pair[0], Action = pair[1] }] })',
  'jsonencode({ Statement = [{ Sid = can(regex("^[0-9]+$", var.account)) ? "Account" : "Alias", Action = element(local.actions, 5) }] })',
  'jsonencode({ for key, group in { for name, arn in local.roles : split("/", arn)[1] => name... } : key => sort(group) })',
  'jsonencode({ Statement = [for i, name in local.names : { Sid = "${name}${i}", Action = i % 2 == 0 ? local.actions : reverse(local.actions) }] })',
  'jsonencode({ Statement = jsondecode(jsonencode(local.base)), Count = length(local.names) + max(1, length(local.actions)) })',
  'templatefile("policy.tpl", { names = local.names, account = var.account, extra = var.extra })',
  '"{\\"Statement\\":[${join(",", [for name in local.names : jsonencode({ Sid = name })])}]}"',
  '<<-EOT\n    {"Statement": [%{ for i, name in local.names }%{ if i > 0 },%{ endif }\n      {"Sid": "${name}"}%{ endfor }]}\n  EOT\n',
  'data.aws_iam_policy_document.own.json',
  'data.aws_iam_policy_document.merged.json',
  'jsonencode({ Statement = module.policy[*].statement })',
  'jsonencode({ Statement = [{ Action = setsubtract(local.actions, ["kms:Encrypt"]), Resource = one(module.policy).names }] })',
  'jsonencode({ Statement = [for name in local.names : { Sid = name } if name != "db" && name != local.db || var.account == "1"] })',
  'jsonencode({ Statement = [{ Action = local.names == ["app", "db"] ? "a" : "b", Resource = toset(local.names) }] })',
  'jsonencode({ Statement = [{ Action = { for name in local.names : name => "${name}!" }, Resource = keys(local.roles) }] })',
  'jsonencode({ Statement = [{ Action = setunion(local.names, ["db", "x"]), Resource = setintersection(local.names, ["db"]) }] })',
  'jsonencode({ Statement = [{ Action = startswith(local.arn, "arn:") ? trimprefix(local.arn, "arn:") : null, Resource = chunklist(local.names, 1) }] })',
  'jsonencode({ Statement = [{ Action = try(tonumber(local.app), local.app == "app" ? 1 : 2), Resource = format("%s-%q-%5s|%-5s", local.app, local.db, local.db, local.app) }] })',
  'jsonencode({ Statement = [{ Action = { (local.app) = 1, db = 2 }, Resource = matchkeys(local.names, local.names, ["db"]) }] })',
  'jsonencode({ Statement = [{ Action = upper(local.app) == "APP" ? [local.app] : [], Resource = length(local.app) }] })',
  'jsonencode({ Statement = [{ Action = alltrue([for name in local.names : length(name) > 1]), Resource = range(length(local.names)) }] })',
  'jsonencode({ Statement = [{ Sid = var.extra && contains(local.names, "app") ? "Yes" : "No", Action = index(local.names, "db") }] })',
]

const variables = { extra: true, account: '111122223333', nothing: null }

const main = `
variable "extra" { type = bool }
variable "account" { type = string }
variable "nothing" { default = null }
locals {
  app     = "app"
  db      = "db"
  decrypt = "kms:Decrypt"
  names   = [local.app, local.db]
  actions = [local.decrypt, "kms:Encrypt", "kms:Decrypt"]
  arn     = "arn:aws:iam::\${var.account}:role/db"
  roles   = { app = "arn:aws:iam::\${var.account}:role/\${local.app}", db = local.arn, none = "x/y" }
  base    = [{ Sid = "Root", Principal = { AWS = "arn:aws:iam::\${var.account}:root" } }]
}
module "policy" {
  source = "./policy"
  count  = var.extra ? 1 : 0
  names  = toset(local.names)
  roles  = { for name, arn in local.roles : name => { arn = arn } if name != "none" }
}
data "aws_iam_policy_document" "own" {
  statement {
    sid       = "Own"
    actions   = local.actions
    resources = ["arn:aws:s3:::\${var.account}/&{aws:username}"]
  }
  dynamic "statement" {
    for_each = local.roles
    iterator = role
    content {
      sid       = role.key
      effect    = role.key == "none" ? "Deny" : "Allow"
      actions   = ["kms:*"]
      resources = [role.value]
    }
  }
}
data "aws_iam_policy_document" "merged" {
  source_policy_documents   = [data.aws_iam_policy_document.own.json, var.extra ? jsonencode({ Statement = local.base }) : ""]
  override_policy_documents = [for name in local.names : jsonencode({ Statement = [{ Sid = name, Effect = "Deny", Action = "*", Resource = "*" }] })]
  statement {
    sid     = "Own"
    actions = ["kms:List*"]
    principals {
      type        = "AWS"
      identifiers = values(local.roles)
    }
    condition {
      test     = var.extra ? "StringEquals" : "StringLike"
      variable = "aws:PrincipalTag/\${local.names[0]}"
      values   = local.names
    }
  }
}
${policies.map((policy, index) => `resource "aws_kms_key" "k${index}" {\n  policy = ${policy}\n}`).join('\n')}
`

const inner = `
variable "names" { type = set(string) }
variable "roles" {
  type = map(object({ arn = string, actions = optional(list(string), ["kms:Decrypt"]) }))
}
output "names" { value = [for key, name in var.names : "\${key}\${name}"] }
output "statement" {
  value = { for name, role in var.roles : name => { Resource = role.arn, Action = role.actions } }
}
`

const template = `{"Statement": [
%{ for name in names ~}
  {"Sid": "\${name}", "Principal": {"AWS": "arn:aws:iam::\${account}:role/\${name}"}},
%{ endfor ~}
  {"Sid": "\${extra ? "Extra" : "Last"}", "Action": \${jsonencode(names)}}
]}
`

const resources = [
  ...policies.map((_, index) => ({ address: `aws_kms_key.k${index}`, mode: 'managed', type: 'aws_kms_key' })),
  ...['own', 'merged'].map(name => ({
    address: `data.aws_iam_policy_document.${name}`,
    mode: 'data',
    type: 'aws_iam_policy_document',
  })),
]

/** For tests only: a case that was made for many ways to write a policy. No Terraform made its plan. */
export const variedCase: GenuineCase = {
  name: 'varied',
  text: JSON.stringify({
    format_version: '1.2',
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    resource_changes: resources.map(resource => ({
      ...resource,
      name: resource.address.split('.').at(-1),
      change: {
        actions: ['create'],
        before: null,
        after: {},
        after_unknown: resource.mode === 'data' ? { json: true, statement: true } : { policy: true },
      },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ address, mode, type }) => ({
          address,
          mode,
          type,
          name: address.split('.').at(-1),
        })),
        module_calls: { policy: { source: './policy', module: {} } },
      },
    },
  }),
  files: { 'main.tf': main, 'policy/main.tf': inner, 'policy.tpl': template },
}
