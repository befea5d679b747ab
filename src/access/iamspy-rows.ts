import { readFileSync } from 'node:fs'
import type { Inventory } from '../model/inventory.ts'
import { text, type Text } from '../model/text.ts'
import { managedPolicies } from '../readers/snapshot/managed.ts'
import { readSnapshots } from '../readers/snapshot/read-snapshots.ts'
import { kindOf } from '../readers/snapshot/recognise.ts'
import type { SnapshotFile } from '../readers/snapshot/snapshot.ts'
import { sharedPath } from '../shared-data.ts'
import type { Document, Statement } from './random-policies.ts'

// For tests only: who-can and can-i questions of another tool about snapshots of accounts.
/** For tests only: one question, or one about each of several resources. */
export interface Row {
  readonly id: string
  readonly kind: 'can-i' | 'who-can' | 'who-can-batch-resource'
  readonly files: {
    readonly gaads: readonly string[]
    readonly resources?: readonly string[]
    readonly scps?: readonly string[]
  }
  readonly input: readonly (string | readonly string[] | boolean | null)[]
  readonly expected: boolean | readonly (string | readonly string[])[]
}

/** For tests only: a resource and its policy. */
export interface WrittenResource {
  readonly Resource: string
  readonly Account: string
  readonly Policy: Document
}

/** For tests only: what is asked about a resource, whoever asks. */
export interface Question {
  readonly action: string
  readonly resource: string
  readonly context: ReadonlyMap<string, readonly Text[]>
  /** Only what the given context is certain to allow; else a condition that it does not decide may hold. */
  readonly strict: boolean
}

/** For tests only: what a row asks, of whom (nothing: of everybody), and about what. */
export interface Asked {
  readonly principal?: string
  readonly questions: readonly Question[]
}

const list = sharedPath('cases', 'eval', 'graph.iamspy.jsonl')

/** For tests only: all rows; none where the collection is absent. */
export const rows: readonly Row[] =
  list === undefined
    ? []
    : readFileSync(list, 'utf8')
        .trim()
        .split('\n')
        .map((line): Row => JSON.parse(line))

const sourceOf = (name: string): string =>
  readFileSync(sharedPath('cases', 'eval', 'iamspy', name) ?? '', 'utf8')

/** For tests only: another form of the text of a file. */
export type Rewrite = (source: string) => string

/** For tests only: the accounts of a row as the reader of snapshots has them. */
export function accountsOf({ files: { gaads, scps = [] } }: Row, rewrite: Rewrite): Inventory {
  const files = [...gaads, ...scps].map((path): SnapshotFile => {
    const json: unknown = JSON.parse(rewrite(sourceOf(path)))
    const kind = kindOf(json)
    if (kind === undefined) throw new Error(`${path} is no snapshot`)
    return { path, kind, json }
  })
  const accounts = files.filter(({ kind }) => kind === 'account-details')
  return readSnapshots(
    files,
    managedPolicies(accounts, () => undefined),
  ).inventory
}

/** For tests only: a bare ARN as principal, which AWS refuses, in the form that is meant. */
export function resourcesOf(
  { files: { resources = [] } }: Row,
  rewrite: Rewrite,
): readonly WrittenResource[] {
  return resources
    .flatMap((name): readonly WrittenResource[] => JSON.parse(rewrite(sourceOf(name))))
    .map(({ Policy, ...resource }) => ({
      ...resource,
      Policy: { ...Policy, Statement: Policy.Statement.map(withPrincipal) },
    }))
}

function withPrincipal(statement: Statement): Statement {
  const { Principal }: { readonly Principal?: unknown } = statement
  if (typeof Principal !== 'string' || Principal === '*') return statement
  return { ...statement, Principal: { AWS: Principal } }
}

/** For tests only: the policy of a resource, if it has one. */
export function resourceAt(resources: readonly WrittenResource[], arn: string): WrittenResource | undefined {
  return resources.find(({ Resource }) => `${arn}/`.startsWith(`${Resource}/`))
}

/** For tests only: takes the input of a row apart. */
export function askedBy({ kind, input }: Row): Asked {
  const [first, ...others] = input
  const [action, resources, given, , strict] = kind === 'can-i' ? others : input
  const pairs: readonly string[] = Array.isArray(given) ? given : []
  const context = new Map(pairs.map(entryOf))
  const about: readonly string[] = Array.isArray(resources) ? resources : [String(resources)]
  return {
    ...(kind === 'can-i' ? { principal: String(first) } : {}),
    questions: about.map(resource => ({
      action: String(action),
      resource,
      context,
      strict: strict === true,
    })),
  }
}

function entryOf(pair: string): readonly [string, readonly Text[]] {
  const [key = '', ...value] = pair.split('=')
  return [key.toLowerCase(), [text(value.join('='))]]
}

/** For tests only: answers in the form of a row's expectation, from those who are allowed by question. */
export function answerTo(
  row: Row,
  allowedOf: (question: Question, principal: string | undefined) => readonly string[],
): Row['expected'] {
  const { principal, questions } = askedBy(row)
  const answers = questions.map(question => ({
    question,
    allowed: allowedOf(question, principal).toSorted(),
  }))
  if (row.kind === 'can-i') return answers.some(({ allowed }) => allowed.length > 0)
  if (row.kind === 'who-can') return answers.flatMap(({ allowed }) => allowed)
  return answers.flatMap(({ question, allowed }) => allowed.map(arn => [arn, question.resource]))
}
