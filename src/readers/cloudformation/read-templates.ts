import { counted } from '../../model/counted.ts'
import { InputError } from '../../model/input-error.ts'
import { emptyInventory, type ReadInput } from '../../model/inventory.ts'
import { loadManagedPolicies, type ManagedPolicies } from '../../policy/managed-policies.ts'
import type { Deployment, ReadOptions } from '../input.ts'
import type { Read } from '../read.ts'
import { onceOnly } from '../shared/once-only.ts'
import { isUnknown } from '../../model/unknown.ts'
import { templateKind } from './construct-path.ts'
import { readStack, type StackInventory } from './inventory.ts'
import { placesIn } from './places.ts'
import { parentIn } from './parent-in.ts'
import type { StackReading } from './reading.ts'
import { refusedChanges } from './refused-changes.ts'
import { retainedOf } from './retained.ts'
import { linkedStacks, type Deployed, type LinkedStack } from './stacks.ts'
import { readTree } from './syntax/read-tree.ts'
import { templateOf, type Template } from './template.ts'
import { waiversIn } from './waivers.ts'

/** A template as text, and what is known of its deployment. */
export interface TemplateText {
  readonly path: string
  readonly text: string
  readonly deployment?: Deployment
}

/** Templates that are read together, with what they are read with. */
interface Reading {
  readonly options: Pick<ReadOptions, 'accountFor' | 'region' | 'parameters' | 'besidesOthers'>
  readonly managed: ManagedPolicies
}

/** Reads templates that are deployed side by side; one that cannot be read is an error in its place. */
export async function readTemplateTexts(
  texts: readonly TemplateText[],
  options: Reading['options'],
): Promise<ReadonlyMap<TemplateText, Read | InputError>> {
  const found = new Map<TemplateText, Read | InputError>()
  const parsed: Parsed[] = []
  for (const text of texts) {
    const template = await parse(text)
    if (template instanceof InputError) found.set(text, template)
    else parsed.push({ text, template })
  }
  const templates = parsed.map(({ template }) => template)
  const reading = { options, managed: await loadManagedPolicies() }
  const deployed = parsed.map(({ text, template }) =>
    deployedAs(template, templates, text.deployment, reading),
  )
  const together = (parameters: 'default' | 'open') =>
    linkedStacks(deployed, parameters, options.besidesOthers)
  const open = onceOnly(() => together('open'))
  const all = together('default').map(linked => readLinked(linked, reading))
  // What one stack hands to another, as a nested one or as an export, may be made of a default.
  const hasDefaults = all.some(({ linked }) => linked.reading.stack.shared.defaulted.size > 0)
  for (const [index, one] of all.entries()) {
    const text = parsed[index]?.text
    const otherwise = hasDefaults ? () => open()[index] : undefined
    if (text !== undefined) found.set(text, readOf(one, otherwise, reading))
  }
  return found
}

interface Parsed {
  readonly text: TemplateText
  readonly template: Template
}

async function parse({ path, text }: TemplateText): Promise<Template | InputError> {
  try {
    return templateOf(await readTree(text, path), path)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

function deployedAs(
  template: Template,
  all: readonly Template[],
  deployment: Deployment = {},
  { options }: Reading,
): Deployed {
  const { parent: stated } = deployment
  const parent =
    stated === undefined ? parentIn(all, template.file, besides) : { file: stated.path, id: stated.id }
  const declared = options.accountFor('aws')
  // What holds a template tells each stack's own: the user names one for all.
  const own =
    deployment.account === undefined
      ? declared && { id: declared.id, from: declared.from }
      : ({ id: deployment.account, from: 'assembly' } satisfies Deployed['account'])
  const where = deployment.region ?? options.region
  return {
    template,
    parameters: new Map([...(deployment.parameters ?? []), ...(options.parameters ?? [])]),
    ...(own === undefined ? {} : { account: own }),
    ...(where === undefined ? {} : { region: where }),
    ...(deployment.name === undefined ? {} : { name: deployment.name }),
    ...(parent === undefined ? {} : { parent }),
  }
}

/** A path that a template names, as the user would name it: it leads on from the folder of the template. */
function besides(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1)
  const steps: string[] = [...folder]
  for (const step of to.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/** A stack with what it holds. */
interface ReadStack {
  readonly linked: LinkedStack
  readonly holds: StackInventory
}

function readLinked(linked: LinkedStack, { managed }: Reading): ReadStack {
  const { reading } = linked
  readings.set(reading.stack, reading)
  return { linked, holds: readStack(reading, managed) }
}

function readOf(
  { linked, holds }: ReadStack,
  open: (() => LinkedStack | undefined) | undefined,
  { managed }: Reading,
): Read {
  const { reading } = linked
  const otherwise = onceOnly(() => {
    const other = open?.()
    return other === undefined ? emptyInventory : readStack(other.reading, managed).inventory
  })
  return {
    input: {
      ...inputOf(linked, holds),
      ...(open === undefined ? {} : { otherwise }),
      retained: (held, successor) =>
        retainedOf({ before: reading, after: readingOf(successor) }, held, managed),
      since: was => {
        const before = readingOf(was)
        if (before === undefined) return undefined
        const { inventory, changes } = readStack(reading, managed, before)
        return { inventory, changes, notes: refusedChanges(before, reading) }
      },
    },
    places: () => Promise.resolve(placesIn(reading.stack.template)),
  }
}

/** What is known of stacks that others are an update of. */
const readings = new WeakMap<object, StackReading>()

function readingOf(input: ReadInput | undefined): StackReading | undefined {
  return input?.stack === undefined ? undefined : readings.get(input.stack)
}

function inputOf(
  { reading: { stack }, accountFrom, notes, complete }: LinkedStack,
  { inventory, changes, notJudged }: StackInventory,
): ReadInput {
  const { template, shared, account } = stack
  const { file: path, parameters } = template
  const waivers = waiversIn(template)
  return {
    path,
    kind: 'cloudformation-template',
    providers: [{ provider: 'aws', account, from: accountFrom }],
    complete,
    errored: false,
    notes: [
      ...notes,
      ...shared.notes,
      ...notesOnDefaults([...shared.defaulted].map(({ name }) => name)),
      ...notesOnWaivers(waivers.length),
      ...(isUnknown(stack.name) && templateKind(template) === 'cdk' ? [ofAssembly] : []),
    ],
    ...(shared.secrets.size === 0 ? {} : { secrets: [...shared.secrets] }),
    notJudged,
    inventory,
    ...(waivers.length === 0 ? {} : { waivers }),
    parameters: [...parameters.keys()],
    stack,
    changes,
  }
}

const ofAssembly =
  'the AWS CDK made this: hand over its `cdk.out`, which tells accounts, Regions and nested stacks'

/** Who waives a finding must know that it is reported all the same. */
function notesOnWaivers(count: number): readonly string[] {
  return count === 0
    ? []
    : [`${counted(count, 'waiver')} under \`Metadata\`, which this version does not apply`]
}

const mostNames = 5

function notesOnDefaults(names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  const rest = names.length > mostNames ? `, and ${names.length - mostNames} more` : ''
  const parameters = names
    .slice(0, mostNames)
    .map(name => `\`${name}\``)
    .join(', ')
  return [
    `parameters are taken at their defaults: ${parameters}${rest}; name what is deployed with --parameters`,
  ]
}
