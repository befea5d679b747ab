import { Command, CommanderError } from 'commander'
import { version } from '../version.ts'
import type { CanFlags } from './can-command.ts'
import type { DiffFlags } from './diff-command.ts'
import type { ExplainFlags } from './explain-command.ts'
import type { WrittenFlags } from './flags.ts'
import type { RulesFlags } from './rules-command.ts'
import type { SimulateFlags } from './simulate-command.ts'
import type { WhoFlags } from './who-command.ts'

/** What the words on the command line ask for. */
export type Parsed =
  | { readonly kind: 'check'; readonly inputs: readonly string[]; readonly flags: WrittenFlags }
  | { readonly kind: 'who'; readonly inputs: readonly string[]; readonly flags: WhoFlags }
  | { readonly kind: 'can'; readonly inputs: readonly string[]; readonly flags: CanFlags }
  | { readonly kind: 'diff'; readonly inputs: readonly string[]; readonly flags: DiffFlags }
  | { readonly kind: 'simulate'; readonly files: readonly string[]; readonly flags: SimulateFlags }
  | { readonly kind: 'explain'; readonly names: readonly string[]; readonly flags: ExplainFlags }
  | { readonly kind: 'rules'; readonly flags: RulesFlags }
  | { readonly kind: 'mistake'; readonly place: string; readonly message: string; readonly hint: string }
  /** Help was printed. */
  | { readonly kind: 'exit'; readonly code: 0 }

/** Reads the command line. Values of flags are taken as written. */
export async function parse(words: readonly string[]): Promise<Parsed> {
  let parsed: Parsed = { kind: 'exit', code: 0 }
  const program = quiet(new Command('keyplan')).version(version, '--version', 'print the version')
  addCommands(program, words, found => {
    parsed = found
  })
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? { kind: 'exit', code: 0 } : mistake(error, words)
  }
  return parsed
}

function addCommands(program: Command, words: readonly string[], found: (parsed: Parsed) => void): void {
  // Only the one that is called for needs its options.
  const add = (name: string, says: string, describe: (command: Command) => Command) => {
    const command = quiet(program.command(name)).description(says)
    return words.includes(name) ? describe(command) : command
  }
  add('check', 'judge Terraform plans and CloudFormation templates', describeCheck).action(
    (inputs: string[], flags: WrittenFlags) => found({ kind: 'check', inputs, flags }),
  )
  add('who', 'tell who can do what with which key', describeWho).action((inputs: string[], flags: WhoFlags) =>
    found({ kind: 'who', inputs, flags }),
  )
  add('can', 'tell whether one principal can take one action, and why', describeCan).action(
    (inputs: string[], flags: CanFlags) => found({ kind: 'can', inputs, flags }),
  )
  add('diff', 'tell what a change does to who can do what', describeDiff).action(
    (inputs: string[], flags: DiffFlags) => found({ kind: 'diff', inputs, flags }),
  )
  add('simulate', 'decide requests, as AWS would', describeSimulate).action(
    (files: string[], flags: SimulateFlags) => found({ kind: 'simulate', files, flags }),
  )
  add('explain', 'tell what a rule demands, and why', describeExplain).action(
    (names: string[], flags: ExplainFlags) => found({ kind: 'explain', names, flags }),
  )
  add('rules', 'list the rules', describeRules).action((flags: RulesFlags) => found({ kind: 'rules', flags }))
}

/** We print mistakes ourselves, in our words. */
function quiet(command: Command): Command {
  return command.exitOverride().configureOutput({ writeErr: () => undefined })
}

function describeCheck(check: Command): Command {
  return check
    .argument('[input...]', inputHelp)
    .option('--account <id>', accountHelp, listed)
    .option('--region <region>', regionHelp)
    .option('--parameters <given>', parametersHelp, listed)
    .option(
      '--trust <id>',
      'a foreign account or organization that may have access: ID or ID=name (repeatable)',
      listed,
    )
    .option('--before <file>', beforeHelp, listed)
    .option('--context <file>', 'what exists around the input (repeatable)', listed)
    .option('--source <dir>', sourceHelp, listed)
    .option('--show <program>', showHelp)
    .option('--config <file>', configHelp)
    .option('--profile <profile>', 'how much is asked: default, strict, change-only')
    .option(
      '--only <rules>',
      'ask these rules alone: ids, names, * and ? (repeatable, comma-separated)',
      listed,
    )
    .option('--skip <rules>', 'leave these rules out, in the same way', listed)
    .option('--fail-on <severity>', 'exit 1 from this severity: critical, high, medium, low, info, never')
    .option('--on-unknown <way>', 'what cannot be told before it is applied: fail, warn, pass')
    .option('--new-only', 'only what the change brings in, judged against what was before it')
    .option(
      '--format <formats>',
      'text, json, sarif, github; to a file: sarif=FILE (repeatable, comma-separated)',
      listed,
    )
    .option('--color <when>', 'auto, always, never')
    .option('-v, --verbose', 'show all of each finding')
    .addHelpText('after', '\nexit codes: 0 clean, 1 findings, 2 something cannot be read')
}

const inputHelp =
  'JSON of `terraform show -json` or `tofu show -json`, CloudFormation templates, cdk.out, globs, or - for standard input'
const accountHelp = 'the account of plan and template; of one provider: aws.replica=ID (repeatable)'
const regionHelp = 'the Region that templates are deployed to'
const parametersHelp =
  'values for parameters of templates: Key=Value, or a file as for the AWS CLI (repeatable)'
const beforeHelp = 'what there was before the change: template, plan, state, or - (repeatable)'
const sourceHelp =
  'where the .tf files of a plan are, by default beside it, then here; nothing outside is read (repeatable)'
const showHelp =
  'what makes JSON of plan files and raw states: terraform, tofu or a path; else nothing is run'
const configHelp = 'the configuration, instead of the nearest keyplan.yaml'
const keyHelp = 'a key by address, ARN, id or alias'

function describeWho(who: Command): Command {
  return who
    .argument('[input...]', inputHelp)
    .option('--key <key>', `${keyHelp}, * and ? as in IAM (repeatable)`, listed)
    .option(
      '--principal <principal>',
      'what can it reach: ARN, address, account or service, * and ? as in IAM',
    )
    .option('--action <action>', 'who can take it: kms:Decrypt, * and ? as in IAM (repeatable)', listed)
    .option('--indirect', 'also those who first have to assume a role or change something')
    .option('--context <file>', 'what exists around the input (repeatable)', listed)
    .option('--source <dir>', sourceHelp, listed)
    .option('--show <program>', showHelp)
    .option('--account <id>', accountHelp, listed)
    .option('--region <region>', regionHelp)
    .option('--parameters <given>', parametersHelp, listed)
    .option('--config <file>', configHelp)
    .option('--format <formats>', 'text, json, dot, mermaid; to a file: json=FILE (repeatable)', listed)
    .option('--color <when>', 'auto, always, never')
    .option('-v, --verbose', 'show each caller for itself, and all paths')
    .addHelpText('after', '\nexit codes: 0 told, 2 something cannot be read or does not exist')
}

function describeCan(can: Command): Command {
  return can
    .argument('[input...]', inputHelp)
    .option('--principal <principal>', 'who asks: ARN, address, account root or service')
    .option('--action <action>', 'what for: kms:Decrypt')
    .option('--key <key>', keyHelp)
    .option(
      '--context <given>',
      'what the request carries, kms:ViaService=VALUE; or a file of what exists (repeatable)',
      listed,
    )
    .option('--source <dir>', sourceHelp, listed)
    .option('--show <program>', showHelp)
    .option('--account <id>', accountHelp, listed)
    .option('--region <region>', regionHelp)
    .option('--parameters <given>', parametersHelp, listed)
    .option('--config <file>', configHelp)
    .option('--format <formats>', 'text, json; to a file: json=FILE (repeatable)', listed)
    .option('--color <when>', 'auto, always, never')
    .addHelpText(
      'after',
      '\nexit codes: 0 yes, 1 no, 3 cannot tell, 2 something cannot be read or does not exist',
    )
}

function describeDiff(diff: Command): Command {
  return diff
    .argument('[input...]', `${inputHelp}; two files: what the first leaves, with what the second does`)
    .option('--key <key>', `${keyHelp}, * and ? as in IAM (repeatable)`, listed)
    .option('--principal <principal>', 'whose access: ARN, address, account or service, * and ? as in IAM')
    .option('--action <action>', 'access to what: kms:Decrypt, * and ? as in IAM (repeatable)', listed)
    .option('--before <file>', beforeHelp, listed)
    .option('--context <file>', 'what exists around the input (repeatable)', listed)
    .option('--source <dir>', sourceHelp, listed)
    .option('--show <program>', showHelp)
    .option('--account <id>', accountHelp, listed)
    .option('--region <region>', regionHelp)
    .option('--parameters <given>', parametersHelp, listed)
    .option('--config <file>', configHelp)
    .option('--format <formats>', 'text, json; to a file: json=FILE (repeatable)', listed)
    .option('--color <when>', 'auto, always, never')
    .option('-v, --verbose', 'show each caller for itself, and all paths')
    .addHelpText('after', '\nexit codes: 0 told, 2 something cannot be read or does not exist')
}

function describeSimulate(simulate: Command): Command {
  return simulate
    .argument('[file...]', 'cases in JSON or JSON Lines, globs, or - for standard input')
    .option('--format <format>', 'text or json')
    .addHelpText('after', '\nexit codes: 0 as expected, 1 decided otherwise, 2 a case cannot be read')
}

function describeExplain(explain: Command): Command {
  return explain
    .argument('[rule...]', 'rules by id or name')
    .option('--format <formats>', 'text, markdown; to a file: markdown=FILE (repeatable)', listed)
    .addHelpText('after', '\nexit codes: 0 told, 2 there is no such rule')
}

function describeRules(rules: Command): Command {
  return rules
    .option('--profile <profile>', 'those that are asked in it: default, strict, change-only')
    .option('--format <formats>', 'text, json; to a file: json=FILE (repeatable)', listed)
}

function listed(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}

/** commander says `error: unknown option '--acount'\n(Did you mean --account?)`. */
function mistake(error: CommanderError, words: readonly string[]): Parsed {
  // It has no words at all for help on a command that there is not.
  if (error.code === 'commander.help') return wrong(`unknown command \`${words[1] ?? ''}\``, theCommand)
  const [said = '', near = ''] = error.message.replace(/^error: /, '').split('\n')
  const meant = /Did you mean (?:one of )?(.+?)\?/.exec(near)?.[1]
  const message = said.replaceAll("'", '`').replace(/\.$/, '')
  if (meant !== undefined) return wrong(message, `did you mean \`${meant}\`?`)
  const [first = ''] = words
  if (error.code !== 'commander.unknownCommand') {
    return wrong(message, first.startsWith('-') ? theCommand : `\`keyplan help ${first}\` lists the flags`)
  }
  return wrong(
    message,
    /\.(?:json|ya?ml|template)$|[/*]|^-$/.test(first) ? `\`keyplan check ${first}\`` : theCommand,
  )
}

const theCommand =
  'the commands are `check`, `diff`, `who`, `can`, `simulate`, `explain` and `rules`: `keyplan help` tells what they do'

function wrong(message: string, hint: string): Parsed {
  return { kind: 'mistake', place: 'keyplan', message, hint }
}
