import { InputError } from '../model/input-error.ts'
import { planCommand, showFlag, stateCommand } from './terraform/plan-command.ts'

/** So many bytes tell what an input is that is not JSON at all. */
export const headLength = 4096

/** What was handed over by mistake, and its cure. */
interface Mistake {
  readonly says: string
  readonly hint: string
}

const writePlan = `write the plan as JSON: ${planCommand}`
const either = `hand over a plan or a template; for a plan, ${writePlan}`
const planFirst = `\`terraform plan -out tfplan\`, then ${planCommand}`

/** The error for what is no JSON object, told by its first bytes; nothing if it may be one. */
export function mistakeInHead(chunk: Uint8Array, file: string): InputError | undefined {
  const head = chunk.subarray(0, headLength)
  const mistake = mistakeInBytes(head) ?? mistakeInText(Buffer.from(head).toString())
  return mistake && inputError(mistake, file)
}

/** The error for a JSON object that is no plan, told by its names. `cut`: there may be more names to it. */
export function mistakeInNames(names: readonly string[], cut: boolean, file: string): InputError | undefined {
  const mistake = mistakeInObject(new Set(names), cut)
  return mistake && inputError(mistake, file)
}

function inputError({ says, hint }: Mistake, file: string): InputError {
  return new InputError(says, { input: file, hint, line: 1, column: 1 })
}

const empty: Mistake = {
  says: 'the input is empty',
  hint: 'the command that should have written it failed; in a pipe, `set -o pipefail` shows it',
}

function mistakeInBytes(head: Uint8Array): Mistake | undefined {
  const [first, second] = head
  if (first === undefined) return empty
  if (isPlanFile(head)) {
    return { says: 'this is a binary plan file, not its JSON', hint: `${showFlag}, or ${writePlan}` }
  }
  if (first === 0x1f && second === 0x8b) {
    return { says: 'this is gzip-compressed', hint: 'decompress it first: `gunzip plan.json.gz`' }
  }
  if (second !== undefined && (first === 0) !== (second === 0)) {
    return {
      says: 'this is UTF-16 without a byte-order mark',
      hint: 'write it as UTF-8: in PowerShell `terraform show -json tfplan | Out-File -Encoding utf8 plan.json`',
    }
  }
  return head.includes(0) ? { says: 'this is a binary file, not a plan in JSON', hint: writePlan } : undefined
}

/** A plan file is a zip archive. https://developer.hashicorp.com/terraform/internals/json-format */
export function isPlanFile([first, second]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b
}

function mistakeInText(head: string): Mistake | undefined {
  const text = head.replaceAll(ansiColours, '').trimStart()
  if (text.startsWith('{')) return undefined
  // More may follow a head full of blanks.
  if (text === '') return head.length < headLength ? empty : undefined
  return (
    textMistakes.find(({ sign }) => sign.test(text)) ?? {
      says: 'this is text, but neither a plan in JSON nor a CloudFormation template',
      hint: either,
    }
  )
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const ansiColours = /\u001B\[[\d;]*m/g

/** The first that applies tells best. */
const textMistakes: readonly (Mistake & { readonly sign: RegExp })[] = [
  {
    sign: /^(?:\[command\]|::[a-z-]+(?: [^\n:]*)?::)/m,
    says: 'lines of the setup-terraform wrapper stand around the JSON',
    hint: 'set `terraform_wrapper: false` for `hashicorp/setup-terraform`',
  },
  {
    sign: /^\s*\{"format_version"/m,
    says: 'text stands before the JSON',
    hint: `write nothing else to the file: ${planCommand}`,
  },
  {
    sign: /^(?:╷|(?:│ )?Error: )/m,
    says: 'this is an error message of Terraform, not a plan',
    hint: `cure that error first: ${planFirst}`,
  },
  {
    sign: /^(?:Terraform|OpenTofu) (?:used the|will perform|planned the|detected the)|^(?:No changes\.|Changes to Outputs:|Plan: \d|An execution plan|Note: Objects have|Acquiring state lock)|: (?:Refreshing state|Reading)\.\.\.|^\s*# \S+ (?:will|must) be |^# \S+:(?: \([a-z ]+\))?\s*$/m,
    says: 'this is the text that Terraform prints for people, not a plan in JSON',
    hint: planFirst,
  },
  {
    sign: /^(?:resource|data|module|provider|variable|output|terraform|locals)\b[^\n=]*\{/m,
    says: 'this is Terraform configuration, not a plan in JSON',
    hint: planFirst,
  },
  {
    sign: /^(?:\[\s*[\]{["\d]|"|(?:null|true|false|-?\d[\d.eE+-]*)\s*$)/,
    says: 'this is JSON, but not an object as a plan or a template is',
    hint: either,
  },
  {
    sign: /^service:[^]*^provider:|^provider:[^]*^service:/m,
    says: 'this is a configuration of the Serverless Framework, not the template that it makes',
    hint: 'hand over the template: `serverless package` writes it to `.serverless/`',
  },
  {
    sign: /^apiVersion:[^]*^kind:|^kind:[^]*^apiVersion:/m,
    says: 'this is a Kubernetes manifest, not a plan or a template',
    hint: either,
  },
  {
    sign: /^(?:openapi|swagger|jobs|services|stages):/m,
    says: 'this is YAML, but not a CloudFormation template',
    hint: 'a template has `Resources`',
  },
]

function mistakeInObject(names: ReadonlySet<string>, cut: boolean): Mistake | undefined {
  const isPlan = names.has('planned_values') || names.has('resource_changes')
  if (!isPlan) {
    const isState = names.has('format_version') && names.has('values')
    return mistakeByOtherNames(names) ?? (cut || isState ? undefined : mistakeByAbsentNames(names))
  }
  if (cut || names.has('format_version')) return undefined
  return {
    says: 'this plan has no `format_version`, so its layout is not known',
    hint: `hand over all of what ${planCommand} writes`,
  }
}

/** An object that has all of these names. */
interface NamedMistake extends Mistake {
  readonly names: readonly string[]
  /** Whether `show -json` makes a plan or state in JSON of it. */
  readonly isShown?: true
}

const namedMistakes: readonly NamedMistake[] = [
  {
    names: ['@level', '@message'],
    says: 'these are the events of `terraform plan -json`, not a plan',
    hint: planFirst,
  },
  // https://github.com/opentofu/opentofu/blob/v1.8.0/internal/encryption/base.go
  {
    names: ['encrypted_data'],
    says: 'this is a plan or state that OpenTofu has encrypted',
    hint: '`keyplan check tfplan --show tofu`, or write it as JSON: `tofu show -json tfplan > plan.json`, both where its encryption is configured',
    isShown: true,
  },
  {
    names: ['serial', 'terraform_version'],
    says: 'this is a raw Terraform state file, not its JSON',
    hint: `write it as JSON: ${stateCommand}, or \`keyplan who terraform.tfstate --show terraform\``,
    isShown: true,
  },
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/cloud/cloudplan/saved_plan.go
  {
    names: ['remote_plan_format', 'run_id'],
    says: 'this only names a plan that HCP Terraform keeps, and is not its JSON',
    hint: `${showFlag}, or ${writePlan}`,
    isShown: true,
  },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html
  {
    names: ['TemplateBody', 'StagesAvailable'],
    says: 'a template stands inside of this answer of `aws cloudformation get-template`',
    hint: 'write it alone: `aws cloudformation get-template --stack-name NAME --query TemplateBody`',
  },
  // https://docs.aws.amazon.com/cdk/v2/guide/cli.html
  {
    names: ['app', 'context'],
    says: 'this is the configuration of the AWS CDK, not a template',
    hint: 'hand over what `cdk synth` writes: `cdk.out/NAME.template.json`',
  },
]

function mistakeByOtherNames(names: ReadonlySet<string>): NamedMistake | undefined {
  return namedMistakes.find(mistake => mistake.names.every(name => names.has(name)))
}

/** Whether `show -json` makes a plan or state in JSON of the JSON object with these names. */
export function isShownByName(names: ReadonlySet<string>): boolean {
  return mistakeByOtherNames(names)?.isShown === true
}

/** An error, since nothing at all was judged: it is also what is printed when no plan file is named. */
const emptyState: Mistake = {
  says: 'this is an empty state: nothing is applied here, or `terraform show -json` was called without a plan file',
  hint: `for what exists, run it where the state is; for a plan, ${planFirst}`,
}

function mistakeByAbsentNames(names: ReadonlySet<string>): Mistake {
  if (names.size === 0) return { says: 'this is an empty JSON object, not a plan', hint: either }
  // An empty state has no values. https://github.com/opentofu/opentofu/blob/v1.8.0/internal/command/jsonstate/state.go
  const isEmptyState = [...names].every(name => name === 'format_version' || name === 'terraform_version')
  return isEmptyState
    ? emptyState
    : { says: 'this is JSON, but neither a Terraform plan nor a CloudFormation template', hint: either }
}
