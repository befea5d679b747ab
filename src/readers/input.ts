import type { ManagedPolicies } from '../policy/managed-policies.ts'
import type { ReadBesides } from './terraform/inventory.ts'
import type { DeclaredAccount } from '../model/inventory.ts'
import type { Chunks } from './head.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import type { BesidesOthers } from './shared/told-apart.ts'
import type { Plan } from './terraform/plan.ts'
import type { Resources } from './terraform/resources.ts'
import type { SourceCandidate } from './terraform/sources/sources.ts'

/** One input as bytes. Readers never open files themselves. */
export interface Input {
  /** As the user named it; `-` for standard input. */
  readonly path: string
  readonly chunks: Chunks
  /** The same bytes once more, from a file as it is then; nothing when they are gone. Absent where there is no second time. */
  readonly again?: () => Chunks | undefined
  /** Where its sources may be, best first. Nothing of them is touched before it is asked for. */
  readonly sources?: readonly SourceCandidate[]
  /** Of a template: what is known of its deployment. */
  readonly deployment?: Deployment
  /** Whether it tells what there was before the change that the other inputs make. Whoever compares minds it. */
  readonly isBefore?: true
}

/** How a template is deployed, as far as what holds it tells: an assembly of the CDK. */
export interface Deployment {
  readonly account?: string
  readonly region?: string
  /** Of the stack. */
  readonly name?: string
  readonly parameters?: ReadonlyMap<string, string>
  /** The stack that this one is nested in: the path of its template, and the logical id of this one there. */
  readonly parent?: { readonly path: string; readonly id: string }
}

/** What readers are told besides the input. */
export interface ReadOptions {
  /** The account that a flag or the configuration gives for a provider configuration (`aws`, `aws.replica`). */
  readonly accountFor: (provider: string) => DeclaredAccount | undefined
  /** The Region of templates, which do not tell it. */
  readonly region?: string
  /** What the parameters of templates are given, by name; the same in each template that has one of the name. */
  readonly parameters?: ReadonlyMap<string, string>
  /** Where other inputs are read besides, what each is called: the names of holes in ARNs then tell whose they are. */
  readonly besidesOthers?: BesidesOthers
  /** Loads what reads identities, grants and uses: many plans have none, and a start is most of the time of a small one. */
  readonly besidesKeys: () => Promise<(managed: ManagedPolicies) => ReadBesides>
  /** Loads what reads the sources of a plan: only plans with something that they alone can tell need it. */
  readonly openSources?: () => Promise<OpenSources>
}

/** Finds the sources of a plan and makes ready to ask them. */
export type OpenSources = (plan: Plan, input: Input) => Promise<OpenedSources>

/** What the sources of a plan tell, if there are any. */
export interface OpenedSources {
  /** The plan's resources, with what the sources tell of them; absent without sources that match the plan. */
  readonly resources?: Resources
  /** Where the plan's values are written; absent as the resources are. */
  readonly places?: SourcePlaces
  /** Why sources that are there are not used, in sentences. */
  readonly refused: readonly string[]
}
