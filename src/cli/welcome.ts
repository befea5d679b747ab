import { version } from '../version.ts'

/** What `keyplan` alone prints. */
export const welcome = `keyplan ${version}
Tells before a merge who can do what with which AWS KMS key: from Terraform plans
and CloudFormation templates alone, without an AWS account, network or credentials.

  terraform plan -out tfplan && terraform show -json tfplan | keyplan check -
  git show main:stack.yaml | keyplan check stack.yaml --before -
  keyplan check '**/tfplan.json' --format text,sarif=keyplan.sarif --fail-on medium

commands
  check <input...>   judge JSON of \`terraform show -json\` or \`tofu show -json\`, templates, cdk.out; globs, or -
  diff <input...>    who gains and who loses access by a change: of plans, or between two files
  who <input...>     who can do what with which key: all, of one --key, --principal or --action
  can <input...>     whether one --principal can take one --action on one --key, and why
  simulate <file...> decide requests under policies, as AWS would: unit tests for key policies
  explain <rule...>  what a rule demands, why, and examples; rules lists all of them
  help [command]     the flags of a command

exit codes of check (help tells those of the others)
  0  no certain finding at or above --fail-on (default high)
  1  findings at or above it
  2  an input or the configuration cannot be read, or a rule failed

Settings may also stand in keyplan.yaml, in this folder or above it; flags win.
`
