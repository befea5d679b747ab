import type { RuleOption } from '../rules/rule.ts'
import { nearest } from '../yaml/closest.ts'

/** A rule that settings may name, by id or by name, and what may be set of it. */
export interface KnownRule {
  readonly id: string
  readonly name: string
  readonly options?: Readonly<Record<string, RuleOption>>
}

/** The cure for a name that no rule has. */
export function nameOfRule(written: string, known: readonly KnownRule[]): string {
  const near = nearest(written, [...known.map(({ id }) => id), ...known.map(({ name }) => name)])
  return near === undefined ? '`keyplan rules` lists them' : `did you mean \`${near}\`?`
}
