import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../../../model/tri.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { itemsOf, mapOf, wordIn, type Entry, type ScalarTree, type Tree } from '../syntax/tree.ts'
import { contentOf, isTold, sameness } from './compared.ts'
import { evaluate, isTruth } from './evaluate.ts'
import { hole, holeNode } from './node-parts.ts'
import { deciding } from './pseudo-parameters.ts'
import { once, spend } from './spend.ts'
import { choose, type Choice, type Run } from './worlds.ts'

/** `Fn::If`: the branch of a condition that is decided, in this world at least; else a hole. */
export function evaluateIf(run: Run, argument: Tree, at: SourceLocation): Node | undefined {
  const [name, then, otherwise, ...more] = itemsOf(argument)
  const condition = wordIn(name)
  if (condition === undefined || then === undefined || otherwise === undefined || more.length > 0)
    return holeNode(at, 'Fn::If without its three arguments', 'malformed')
  const is = conditionIs(run, condition)
  if (is === 'unknown') return holeNode(at, condition, 'undecided-condition')
  return evaluate(run, is === 'yes' ? then : otherwise, at)
}

/** A function of conditions, where its value is asked for. */
export function conditionFunction(name: string) {
  return (run: Run, argument: Tree, at: SourceLocation): Node => {
    const unknown = hole(at, name, 'undecided-condition')
    return truth(
      decided(run, mapOf(name, argument), { name: `${at.address} ${at.pointer}`, at, hole: unknown }),
      unknown,
    )
  }
}

function truth(is: Tri, unknown: Unknown): Node {
  const { at } = unknown
  return is === 'unknown' ? { type: 'unknown', unknown, at } : { type: 'literal', value: is === 'yes', at }
}

/** Whether a condition of the template holds in this world; unknown where more would have to be tried than can be. */
export function conditionIs(run: Run, name: string): Tri {
  const known = run.world.decided.get(name)
  if (known !== undefined) return known
  const unknown = undecided(run, name)
  const leaf = { id: `condition ${name}`, unknown }
  const tree = run.stack.template.conditions.get(name)
  if (tree === undefined) return chosen(run, leaf)
  const at = { file: run.stack.template.file, address: name, pointer: '' }
  const is = once(
    run,
    leaf.id,
    () => decided(run, tree, { name, at, hole: unknown }),
    () => chosen(run, leaf),
  )
  return noted(run, name, is)
}

function noted({ world }: Run, name: string, is: Tri): Tri {
  if (is !== 'unknown') world.decided.set(name, is)
  return is
}

/** The hole of a condition: the same wherever it is asked. */
function undecided({ stack }: Run, name: string): Unknown {
  const place = stack.template.conditions.get(name)?.place
  return hole(
    { file: stack.template.file, address: name, pointer: '', ...place },
    name,
    'undecided-condition',
  )
}

/** What a condition is asked for, in words of the report. */
interface Asked {
  readonly name: string
  readonly at: SourceLocation
  readonly hole: Unknown
}

/** Asks what is decided first, so that nothing is chosen that does not matter. */
function decided(run: Run, tree: Tree, asked: Asked): Tri {
  for (let round = 0; round <= mostLeaves; round += 1) {
    const open: Open = { leaves: [], undecided: new Set() }
    const is = holds(run, tree, asked, open)
    const [leaf] = open.leaves
    if (is !== 'unknown' || leaf === undefined) return is
    if (chosen(run, leaf) === 'unknown') return 'unknown'
  }
  return 'unknown'
}

/** A condition has at most ten parts, which are conditions themselves. */
const mostLeaves = 100

/** What one look at a condition leaves open. */
interface Open {
  readonly leaves: Leaf[]
  /** Conditions that hang on these: a look at each is enough. */
  readonly undecided: Set<string>
}

/** Something that nothing tells. */
type Leaf = Pick<Choice, 'id' | 'unknown' | 'sides'>

function holds(run: Run, tree: Tree, asked: Asked, open: Open): Tri {
  if (!spend(run)) return 'unknown'
  const malformed = () => openLeaf(run, { id: `malformed ${asked.name}`, unknown: asked.hole }, open)
  if (tree.kind === 'scalar') return holdsWord(tree) ?? malformed()
  const call = callOf(tree)
  if (call === undefined) return malformed()
  const [name, { value }] = call
  switch (name) {
    case 'Condition':
      return holdsNamed(run, wordIn(value), asked, open)
    case 'Fn::Not':
      return hasParts(value, 1, 1) ? opposite(anyOf(all(run, value, asked, open))) : malformed()
    case 'Fn::And':
      return hasParts(value, 2, 10) ? allOf(all(run, value, asked, open)) : malformed()
    case 'Fn::Or':
      return hasParts(value, 2, 10) ? anyOf(all(run, value, asked, open)) : malformed()
    case 'Fn::Equals':
      return hasParts(value, 2, 2) ? equals(run, value, asked, open) : malformed()
    default:
      return openLeaf(run, { id: `${name} ${asked.name}`, unknown: asked.hole }, open)
  }
}

function callOf(tree: Tree): readonly [string, Entry] | undefined {
  const [only, ...more] = tree.kind === 'map' ? tree.entries : []
  return more.length === 0 ? only : undefined
}

/** Template Reference, "Condition functions": CloudFormation takes no other number of parts. */
function hasParts(list: Tree, least: number, most: number): boolean {
  const { length } = itemsOf(list)
  return length >= least && length <= most
}

function holdsWord({ text, isPlain }: ScalarTree): Tri | undefined {
  return isPlain && isTruth(text) ? tri(text.toLowerCase() === 'true') : undefined
}

function holdsNamed(run: Run, name: string | undefined, asked: Asked, open: Open): Tri {
  const known = run.world.decided.get(name ?? '')
  if (known !== undefined) return known
  const tree = name === undefined ? undefined : run.stack.template.conditions.get(name)
  const id = `condition ${name}`
  const untold = () => openLeaf(run, { id, unknown: asked.hole }, open)
  if (name === undefined || tree === undefined) return untold()
  if (open.undecided.has(name)) return 'unknown'
  const is = once(run, id, () => holds(run, tree, { ...asked, name }, open), untold)
  if (is === 'unknown') open.undecided.add(name)
  return noted(run, name, is)
}

function all(run: Run, list: Tree, asked: Asked, open: Open): readonly Tri[] {
  return itemsOf(list).map(item => holds(run, item, asked, open))
}

function equals(run: Run, argument: Tree, asked: Asked, open: Open): Tri {
  const [one, other] = itemsOf(argument).map(item => sideOf(run, item, asked, open))
  if (one === undefined || other === undefined)
    return openLeaf(run, { id: `malformed ${asked.name}`, unknown: asked.hole }, open)
  const same = sameness(one, other)
  if (same !== 'unknown') return same
  const sides = [one, other].map(contentOf).toSorted()
  const id = `equals ${sides.join(' ')}`
  return (
    impliedBy(run, sides) ??
    openLeaf(run, { id, unknown: asked.hole, ...([one, other].every(isTold) ? { sides } : {}) }, open)
  )
}

/** Conditions can be compared too: what they hang on is asked before the comparison. */
function sideOf(run: Run, tree: Tree, asked: Asked, open: Open): Node | undefined {
  const [name] = callOf(tree) ?? []
  return name !== undefined && conditionCalls.has(name)
    ? truth(holds(run, tree, asked, open), hole(asked.at, name, 'undecided-condition'))
    : evaluate(deciding(run), tree, asked.at)
}

const conditionCalls: ReadonlySet<string> = new Set([
  'Condition',
  'Fn::And',
  'Fn::Equals',
  'Fn::Not',
  'Fn::Or',
])

/** What is taken to equal one text equals no other one. */
function impliedBy({ world }: Run, sides: readonly string[]): Tri | undefined {
  for (const { sides: equal, taken } of world.choices.values()) {
    if (taken !== 0 || equal === undefined) continue
    const [other, ...others] = equal.filter(side => !sides.includes(side))
    const [mine, ...more] = sides.filter(side => !equal.includes(side))
    if (other === undefined || mine === undefined || others.length > 0 || more.length > 0) continue
    if (isKnown(other) && isKnown(mine)) return 'no'
  }
  return undefined
}

function isKnown(side: string): boolean {
  return !side.includes('"kind":"unknown"')
}

function openLeaf({ world }: Run, leaf: Leaf, open: Open): Tri {
  const known = world.choices.get(leaf.id)
  if (known !== undefined) return tri(known.taken === 0)
  open.leaves.push(leaf)
  return 'unknown'
}

function chosen(run: Run, leaf: Leaf): Tri {
  const taken = choose(run, { ...leaf, options: 2 })
  return taken === undefined ? 'unknown' : tri(taken === 0)
}
