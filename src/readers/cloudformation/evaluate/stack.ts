import type { Account } from '../../../model/account.ts'
import type { Node } from '../../../model/node.ts'
import type { Knowable } from '../../../model/unknown.ts'
import type { BesidesOthers } from '../../shared/told-apart.ts'
import type { ParameterDeclaration, Template } from '../template.ts'

/** A template and what it is deployed with: all that an evaluation may ask for. */
export interface Stack {
  readonly template: Template
  readonly account: Account
  readonly region: Knowable<string>
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string
  /** Something is decided by the partition, and the Region that would tell it is not known. */
  readonly isAnyPartition?: true
  readonly name: Knowable<string>
  /** Where other inputs are read besides, what each is called: the names of holes in ARNs then tell whose they are. */
  readonly besidesOthers: BesidesOthers | undefined
  /** What `--parameters` gives, by the name of the parameter; of a nested stack what its parent gives. */
  readonly given: ReadonlyMap<string, GivenValue>
  /** Whether parameters that are not given have their defaults, or whatever a deployment may give them. */
  readonly parameters: 'default' | 'open'
  /** What another template of the same call exports under a name; nothing where none does. */
  readonly imports: (name: string) => Node | undefined
  /** An output of a nested stack of this one; nothing where its template is not at hand. */
  readonly nested: (id: string, output: string) => Node | undefined
  readonly shared: SharedState
}

/** The value of a parameter: text as a person writes it, or what a parent stack puts there. */
export type GivenValue = string | Node

/** What evaluations of one stack find out on their way. */
export interface SharedState {
  /** How many trees may still be evaluated, and how deep it is now: hostile templates must not take forever. */
  readonly budget: { steps: number; depth: number }
  /** Parameters whose default was used: a deployment may give them other values. */
  readonly defaulted: Set<ParameterDeclaration>
  /** Values of `NoEcho` parameters: they are judged, and no report prints them. */
  readonly secrets: Set<string>
  /** What the report must tell, in sentences. */
  readonly notes: Set<string>
}

/** Enough for a template of 1 MB that names each of its resources everywhere. */
const mostSteps = 5_000_000

/** Nothing found out yet. */
export function freshState(): SharedState {
  return {
    budget: { steps: mostSteps, depth: 0 },
    defaulted: new Set(),
    secrets: new Set(),
    notes: new Set(),
  }
}
