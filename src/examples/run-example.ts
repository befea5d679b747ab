import { resolve } from '../access/graph.ts'
import type { Severity } from '../model/report.ts'
import { emptyInventory, type Inventory } from '../model/inventory.ts'
import type { Trust } from '../model/trust.ts'
import type { Example, ExampleTrust } from '../rules/example.ts'
import { judge } from '../rules/judge.ts'
import type { Rule } from '../rules/rule.ts'
import { grantsOfExample } from './example-grant.ts'
import { identitiesOfExample } from './example-identities.ts'
import { keyOfExample } from './example-key.ts'

/** What a rule reports about an example. */
export interface ExampleFinding {
  readonly message: string
  readonly severity: Severity
  readonly certainty: 'certain' | 'possible'
}

/** Lets one rule judge one example. Throws what the rule throws. */
export function runExample(rule: Rule, example: Example): readonly ExampleFinding[] {
  const graph = resolve([inventoryOfExample(example)])
  const { told, failures } = judge([{ rule }], graph, trustOf(example.trust), objection => [objection])
  const [failure] = failures
  if (failure !== undefined) throw new Error(`${failure.rule} failed: ${failure.message}`)
  return told.map(({ message, severity, certainty }) => ({ message, severity, certainty }))
}

/** The small world that an example describes. */
export function inventoryOfExample(example: Example): Inventory {
  const key = keyOfExample(example)
  const identities = identitiesOfExample(example)
  return { ...emptyInventory, keys: [key], identities, grants: grantsOfExample(example, key) }
}

/** What the configuration of an example declares. */
export function trustOf(trust: ExampleTrust = {}): Trust {
  return {
    accounts: new Map((trust.accounts ?? []).map(id => [id, undefined])),
    organizations: new Set(trust.organizations),
    administrators: trust.administrators ?? [],
  }
}
