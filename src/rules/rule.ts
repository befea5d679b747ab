import type { Severity } from '../model/report.ts'
import type { Correction } from './correction.ts'
import type { Example } from './example.ts'
import type { OptionValue, Subjects, Word, World } from './word.ts'

/** What a rule can be about. */
export type About = keyof Subjects

/** What to do: in the words of what the resource is written in, where they differ. */
export type Fix = string | Readonly<Record<'terraform' | 'cloudformation', string>>

/** A rule: it forbids something about one subject, and carries its reasons, messages, examples and page. */
export type Rule<Subject extends About = About> = { readonly [One in Subject]: RuleAbout<One> }[Subject]

/** A rule about one kind of subject. */
export interface RuleAbout<Subject extends About> {
  /** Never reused, never renamed: waivers and baselines hang on it. */
  readonly id: string
  /** Equals the file name; may improve over time. */
  readonly name: string
  readonly title: string
  readonly about: Subject
  /** `strict`: asked in that profile alone. Absent: in `default` and `strict`. */
  readonly profile?: 'strict'
  /** The highest. */
  readonly severity: Severity
  /** Lighter cases; the first that is certain to hold wins. */
  readonly eased?: readonly (readonly [Severity, Word<Subjects[Subject]>])[]
  /** What `keyplan.yaml` may set of it, by name; words ask `world.option(name)`. */
  readonly options?: Readonly<Record<string, RuleOption>>
  readonly why: string
  /** Words, or a statement ready to paste, made from the subject. */
  readonly fix: Fix | ((subject: Subjects[Subject], world: World) => Fix)
  /** What to write instead, where the subject shows the way; its examples prove that nothing is reported then. */
  readonly correct?: (subject: Subjects[Subject], world: World) => Correction | undefined
  readonly references: readonly string[]
  /** Checks of other tools that it takes the place of: `checkov:CKV_AWS_7`. */
  readonly replaces?: readonly string[]
  /** Rules that report the same fault, where they object to the same statement, or, without statements, the same key. */
  readonly reportedUnder?: readonly string[]
  /** Reports for the other rules too where all that is unknown is which account the key belongs to. */
  readonly leadsOnUnknownAccount?: boolean
  /**
   * Why it often cannot be told, to follow "cannot be told": such subjects are then counted in the summary, and are no
   * possible findings.
   */
  readonly undetermined?: string
  /** Of which subjects alone that is so: of others a doubt is told, as of a name that may be misspelt. */
  readonly undeterminedWhere?: Word<Subjects[Subject]>
  readonly forbid: Word<Subjects[Subject]>
  readonly message: (subject: Subjects[Subject], world: World) => string
  readonly examples: Examples
  /** Markdown that its page shows besides, as a table of facts that it rests on. */
  readonly appendix?: () => string
}

/** Something about a rule that users may set. */
export interface RuleOption {
  /** What it is, in one sentence. */
  readonly says: string
  /** Tells its type too. */
  readonly default: OptionValue
}

/** The tests of a rule, and its page: every trap has an example of its own. */
export interface Examples {
  /** Nothing is reported. */
  readonly good: readonly Example[]
  /** Certain findings. */
  readonly bad: readonly (Example & Reports)[]
  /** Possible findings, because something is not known before apply. */
  readonly unsure?: readonly (Example & Reports)[]
}

/** The messages in full, so that an example cannot fail for another reason. */
export interface Reports {
  readonly reports: readonly string[]
  /** Of its findings, when it is not the rule's own. */
  readonly severity?: Severity
}

/** Declares a rule: checks its types and returns it as it is. */
export function rule<const Subject extends About>(declaration: RuleAbout<Subject>): RuleAbout<Subject> {
  return declaration
}
