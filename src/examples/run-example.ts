import { resolve } from '../access/graph.ts'
import { accessChange } from '../change/change.ts'
import type { Key } from '../model/key.ts'
import type { Severity } from '../model/report.ts'
import { emptyInventory, type Inventory } from '../model/inventory.ts'
import { anyOf } from '../model/tri.ts'
import type { Trust } from '../model/trust.ts'
import { problemsIn } from '../policy/grammar/problems-in.ts'
import { changeMatters } from '../rules/change-matters.ts'
import type { Correction } from '../rules/correction.ts'
import type { Example, ExampleTrust } from '../rules/example.ts'
import { judge, type Judged } from '../rules/judge.ts'
import type { Objection } from '../rules/objection.ts'
import type { Rule } from '../rules/rule.ts'
import { withAttributes, withStatements } from './corrected-example.ts'
import { doubting } from '../readers/context/replaced-by-others.ts'
import { grantsOfExample } from './example-grant.ts'
import { identitiesOfExample } from './example-identities.ts'
import { keyOfExample } from './example-key.ts'
import { inventoryOfResources } from './example-resources.ts'

/** What a rule reports about an example. */
export interface ExampleFinding {
  readonly message: string
  readonly severity: Severity
  readonly certainty: 'certain' | 'possible'
}

/** Lets one rule judge one example. Throws what the rule throws. */
export function runExample(
  rule: Rule,
  example: Example,
  corrections: readonly Correction[] = [],
): readonly ExampleFinding[] {
  return objectionsTo(rule, example, corrections).map(({ message, severity, certainty }) => ({
    message,
    severity,
    certainty,
  }))
}

/** What a rule reports about an example once all its corrections are made; nothing where it has none. */
export function runCorrected(rule: Rule, example: Example): readonly ExampleFinding[] | undefined {
  const corrections = objectionsTo(rule, example).flatMap(objection => objection.corrections)
  if (corrections.length === 0) return undefined
  return runExample(rule, withAttributes(example, corrections), corrections)
}

/** What a rule objects to in an example. Throws what the rule throws. */
export function objectionsTo(
  rule: Rule,
  example: Example,
  corrections: readonly Correction[] = [],
): readonly Objection[] {
  const { options, profile = rule.profile ?? 'default' } = example
  const { told, failures } = judge(
    [{ rule, ...(options && { options }) }],
    { ...worldOfExample(example, corrections), trust: trustOf(example.trust), profile },
    objection => [objection],
  )
  const [failure] = failures
  if (failure !== undefined) throw new Error(`${failure.rule} failed: ${failure.message}`)
  return told
}

/** What rules judge of an example: of a change, what was before it too. */
export function worldOfExample(
  example: Example,
  corrections: readonly Correction[] = [],
): Pick<Judged, 'graph' | 'before' | 'beyond'> {
  const { replaced } = example
  const made = withStatements(inventoryOfExample(example), corrections)
  const after = replaced === undefined ? made : doubting(made, new Set(replaced))
  if (example.before === undefined) return { graph: resolve([after]), beyond: { problemsIn } }
  const before = inventoryOfExample({ says: example.says, ...example.before })
  const change = accessChange(before, after, ({ address }) => address)
  return {
    graph: change.after,
    before: change.before,
    beyond: { problemsIn, changes: changeMatters({ before, after, change }) },
  }
}

/** The small world that an example describes. */
export function inventoryOfExample(example: Example): Inventory {
  const { inventory: more, key: among } = inventoryOfResources(example)
  const key = keyAmong(keyOfExample(example), among)
  return {
    ...emptyInventory,
    ...more,
    keys: [key, ...more.keys],
    identities: [...identitiesOfExample(example), ...more.identities],
    grants: [...grantsOfExample(example, key), ...more.grants],
  }
}

/** The key with what other resources make of it: aliases, policies that are written beside it, references. */
function keyAmong(key: Key, among: Key | undefined): Key {
  if (among === undefined) return key
  const [first, ...others] = among.policies.filter(({ document }) => document.at.address !== key.address)
  const { aliases, isReferenced: byResources = 'no' } = among
  const told = { ...key, aliases, isReferenced: anyOf([key.isReferenced ?? 'no', byResources]) }
  if (first === undefined) return told
  const isWritten = key.policies[0].source === 'written'
  return { ...told, policies: isWritten ? [...key.policies, first, ...others] : [first, ...others] }
}

/** What the configuration of an example declares. */
export function trustOf({ accounts = [], organizations, administrators, ...more }: ExampleTrust = {}): Trust {
  return {
    accounts: new Map(accounts.map(id => [id, undefined])),
    organizations: new Set(organizations),
    administrators: administrators ?? [],
    ...more,
  }
}
