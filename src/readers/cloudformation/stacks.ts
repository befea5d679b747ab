import type { Account } from '../../model/account.ts'
import type { AccountOrigin } from '../../model/inventory.ts'
import type { Node } from '../../model/node.ts'
import { withoutPlaces, type SourceLocation } from '../../model/source-location.ts'
import type { Knowable } from '../../model/unknown.ts'
import { assumedAccount } from './assumed-account.ts'
import { existence, valueAmong } from './declared.ts'
import { evaluate } from './evaluate/evaluate.ts'
import { hole, wordOf } from './evaluate/node-parts.ts'
import { freshState, type GivenValue, type Stack } from './evaluate/stack.ts'
import { noEchoTexts } from './evaluate/secrets.ts'
import { inEachWorld } from './evaluate/worlds.ts'
import { expanded } from './expand/expand.ts'
import { openStack, type StackReading } from './reading.ts'
import { partitionOf } from '../shared/partitions.ts'
import { toldApart } from '../shared/told-apart.ts'
import { entriesOf, treeAt, wordIn, type Tree } from './syntax/tree.ts'
import type { Template } from './template.ts'
import { unseenTemplates } from './unseen-templates.ts'

/** A template and what is known of its deployment. */
export interface Deployed {
  readonly template: Template
  readonly account?: { readonly id: string; readonly from: AccountOrigin }
  readonly region?: string
  readonly name?: string
  /** What is given for parameters by name; of a nested stack its parent gives the rest. */
  readonly parameters: ReadonlyMap<string, string>
  /** The stack that this one is nested in. */
  readonly parent?: { readonly file: string; readonly id: string }
}

/** A stack as it is read, with what is told about it besides. */
export interface LinkedStack {
  readonly reading: StackReading
  readonly accountFrom: AccountOrigin
  readonly notes: readonly string[]
  /** Whether the template shows all that will be created. */
  readonly complete: boolean
}

/** The stacks of templates that are deployed together: what one exports, another imports. */
export function linkedStacks(
  deployed: readonly Deployed[],
  parameters: Stack['parameters'],
  besidesOthers: Stack['besidesOthers'],
): readonly LinkedStack[] {
  const opened = (leaders: Universe['leaders']): Universe => ({
    deployed,
    leaders,
    parameters,
    besidesOthers,
    opened: new Map(),
    exportNames: new Map(),
    underway: new Set(),
  })
  const universe = opened(new Map())
  const leaders = leadersIn(universe)
  const together = leaders.size === 0 ? universe : opened(leaders)
  return deployed.map(one => stackOf(together, one))
}

interface Universe {
  readonly deployed: readonly Deployed[]
  /** Stacks that are certain to be in the account and Region of another one. */
  readonly leaders: ReadonlyMap<Deployed, Deployed>
  readonly parameters: Stack['parameters']
  readonly besidesOthers: Stack['besidesOthers']
  readonly opened: Map<Deployed, LinkedStack>
  /** The names of exports that hang on no other stack, by where they are written. */
  readonly exportNames: Map<Tree, string | undefined>
  /** Exports, outputs and the like that are being looked up: who comes here again refers to itself. */
  readonly underway: Set<string>
}

function stackOf(universe: Universe, one: Deployed): LinkedStack {
  const known = universe.opened.get(one)
  if (known !== undefined) return known
  const opened = open(universe, one)
  universe.opened.set(one, opened)
  return opened
}

function open(universe: Universe, one: Deployed): LinkedStack {
  const written = bareStack(universe, one)
  const facts = (tree: Tree, at: SourceLocation) => inAllWorlds(written, tree, at)
  const { template, notes, complete } = expanded(one.template, facts)
  const reading = openStack({ ...written, template })
  const { file } = template
  const unseen = unseenTemplates(reading.declared, id =>
    universe.deployed.some(({ parent }) => parent?.file === file && parent.id === id),
  )
  const told = { notes: [...notes, ...unseen], complete: complete && unseen.length === 0 }
  if (one.account !== undefined) return { reading, accountFrom: one.account.from, ...told }
  const leader = leaderOf(universe, one)
  if (leader !== undefined) return { reading, accountFrom: leader.accountFrom, ...told }
  const account = assumedAccount(reading)
  return account === undefined
    ? { reading, accountFrom: 'unknown', ...told }
    : { reading: openStack({ ...reading.stack, account }), accountFrom: 'assumed', ...told }
}

function bareStack(universe: Universe, one: Deployed): Stack {
  const { template, region, name } = one
  const { file } = template
  const untold = (pseudo: string, shape: 'account-id' | 'anything' = 'anything') =>
    hole(
      { file, address: pseudo, pointer: '' },
      toldApart(universe.besidesOthers, file, pseudo),
      'not-in-input',
      shape,
    )
  const leader = leaderOf(universe, one)?.reading.stack
  const account: Account = one.account?.id ?? leader?.account ?? untold('AWS::AccountId', 'account-id')
  const place: Knowable<string> = region ?? leader?.region ?? untold('AWS::Region')
  const given = givenTo(universe, one)
  const shared = freshState()
  for (const text of noEchoTexts(template, given)) shared.secrets.add(text)
  return {
    template,
    account,
    region: place,
    partition: partitionOf(place),
    name: name ?? untold('AWS::StackName'),
    besidesOthers: universe.besidesOthers,
    given,
    parameters: universe.parameters,
    imports: exported => exportNamed(universe, one, exported),
    nested: (id, output) => outputOfNested(universe, one, id, output),
    shared,
  }
}

function leaderOf(universe: Universe, one: Deployed): LinkedStack | undefined {
  const leader = universe.leaders.get(one)
  return leader && stackOf(universe, leader)
}

/**
 * Exports are of one account and Region (CloudFormation User Guide, "Get exported outputs from a deployed stack"), and a
 * nested stack is where its parent is: each such stack by the first of those that belong together.
 */
function leadersIn(universe: Universe): Universe['leaders'] {
  const { deployed } = universe
  if (deployed.length < 2) return new Map()
  const leaders = new Map<Deployed, Deployed>()
  const top = (one: Deployed): Deployed => {
    let found = one
    for (let next = leaders.get(found); next !== undefined; next = leaders.get(found)) found = next
    return found
  }
  const join = (one: Deployed, other: Deployed): void => {
    const [first, second] = [top(one), top(other)].toSorted(
      (left, right) => deployed.indexOf(left) - deployed.indexOf(right),
    )
    if (first !== undefined && second !== undefined && first !== second) leaders.set(second, first)
  }
  for (const one of deployed) {
    for (const other of [...exportersFor(universe, one), ...parentOf(universe, one)]) join(one, other)
  }
  return new Map([...leaders.keys()].map(one => [one, top(one)]))
}

function parentOf({ deployed }: Universe, { parent }: Deployed): readonly Deployed[] {
  return parent === undefined ? [] : deployed.filter(({ template }) => template.file === parent.file)
}

function exportersFor(universe: Universe, importing: Deployed): readonly Deployed[] {
  const names = importsIn(importing.template.tree)
  if (names.length === 0) return []
  const { stack } = stackOf(universe, importing).reading
  const at = { file: stack.template.file, address: '', pointer: '' }
  return names.flatMap(tree => {
    const name = wordOf(inAllWorlds(stack, tree, at))
    const [one, ...others] = new Set(
      name === undefined ? [] : exportsOf(universe, importing, name).map(found => found.one),
    )
    return one === undefined || others.length > 0 ? [] : one
  })
}

/** The arguments of all `Fn::ImportValue` of a template. */
function importsIn(tree: Tree): readonly Tree[] {
  if (tree.kind === 'list') return tree.items.flatMap(importsIn)
  return entriesOf(tree).flatMap(([name, { value }]) =>
    name === 'Fn::ImportValue' ? [value] : importsIn(value),
  )
}

/** What the user gives counts before what the parent stack does. */
function givenTo(universe: Universe, one: Deployed): ReadonlyMap<string, GivenValue> {
  const parent = universe.deployed.find(({ template }) => template.file === one.parent?.file)
  const declaration = parent?.template.resources.get(one.parent?.id ?? '')
  const id = `parameters of ${one.template.file}`
  if (parent === undefined || declaration === undefined || universe.underway.has(id)) return one.parameters
  return within(universe, id, () => {
    const { stack } = stackOf(universe, parent).reading
    const at = { file: parent.template.file, address: declaration.id, pointer: '/Properties/Parameters' }
    const given = entriesOf(treeAt(declaration.properties, 'Parameters')).flatMap(([name, { value }]) => {
      const node = inAllWorlds(stack, value, at)
      return node === undefined ? [] : [[name, node] as const]
    })
    return new Map<string, GivenValue>([...given, ...one.parameters])
  })
}

/** Nothing where several templates export different values: they are of other accounts or Regions, or take turns. */
function exportNamed(universe: Universe, importing: Deployed, name: string): Node | undefined {
  const id = `export ${name}`
  if (universe.underway.has(id)) return undefined
  return within(universe, id, () => {
    const found = exportsOf(universe, importing, name).map(({ stack, value, at }) =>
      inAllWorlds(stack, value, at),
    )
    return new Set(found.map(node => JSON.stringify(node, withoutPlaces))).size === 1 ? found[0] : undefined
  })
}

/** An output that is exported. */
interface Export {
  readonly one: Deployed
  readonly stack: Stack
  readonly value: Tree
  readonly at: SourceLocation
}

function exportsOf(universe: Universe, importing: Deployed, name: string): readonly Export[] {
  const { deployed } = universe
  return deployed.flatMap(one => {
    if (one === importing || !hasExports(one.template)) return []
    const { stack } = stackOf(universe, one).reading
    return [...stack.template.outputs].flatMap(([output, tree]) => {
      const at = { file: stack.template.file, address: output, pointer: '' }
      const written = treeAt(tree, 'Export', 'Name')
      const value = treeAt(tree, 'Value')
      if (written === undefined || value === undefined) return []
      const isMeant = exportName(universe, stack, written) === name && !isLeftOut(stack, tree)
      return isMeant ? [{ one, stack, value, at }] : []
    })
  })
}

/** Each import asks for all of them. */
function exportName({ exportNames }: Universe, stack: Stack, written: Tree): string | undefined {
  if (exportNames.has(written)) return exportNames.get(written)
  const name = wordOf(inAllWorlds(stack, written, { file: stack.template.file, address: '', pointer: '' }))
  if (importsIn(written).length === 0) exportNames.set(written, name)
  return name
}

/** Whether an output has a condition that does not hold. */
function isLeftOut(stack: Stack, output: Tree): boolean {
  const condition = wordIn(treeAt(output, 'Condition'))
  return condition !== undefined && existence(stack, condition) === 'never'
}

function hasExports({ outputs }: Template): boolean {
  return [...outputs.values()].some(output => treeAt(output, 'Export') !== undefined)
}

function outputOfNested(universe: Universe, parent: Deployed, id: string, output: string): Node | undefined {
  const child = universe.deployed.find(
    one => one.parent?.file === parent.template.file && one.parent.id === id,
  )
  const lookup = `output ${id}.${output} of ${parent.template.file}`
  if (child === undefined || universe.underway.has(lookup)) return undefined
  return within(universe, lookup, () => {
    const { stack } = stackOf(universe, child).reading
    const value = treeAt(stack.template.outputs.get(output), 'Value')
    return value && inAllWorlds(stack, value, { file: stack.template.file, address: output, pointer: '' })
  })
}

function within<Result>({ underway }: Universe, id: string, look: () => Result): Result {
  underway.add(id)
  try {
    return look()
  } finally {
    underway.delete(id)
  }
}

/** What a tree is however things turn out; a hole where that differs. */
function inAllWorlds(stack: Stack, tree: Tree, at: SourceLocation): Node | undefined {
  return valueAmong(
    inEachWorld(stack, run => evaluate(run, tree, at)),
    at,
  )
}
