import type { PolicyDocument, Problem } from '../../model/statement.ts'
import { accountIds } from './account-ids.ts'
import { actionNames } from './action-names.ts'
import { actionResources } from './action-resources.ts'
import { arns } from './arns.ts'
import { characters } from './characters.ts'
import { conditionValues } from './condition-values.ts'
import { emptyElements } from './empty-elements.ts'
import type { Judged } from './in-statements.ts'
import { irrelevantKeys } from './irrelevant-keys.ts'
import { literalWildcards } from './literal-wildcards.ts'
import { missingElements } from './missing-elements.ts'
import { allowWithNotPrincipal } from './not-principal.ts'
import { operatorTypes } from './operator-types.ts'
import { organizationSyntax } from './organization-syntax.ts'
import { pairedKeys } from './paired-keys.ts'
import { principalForms } from './principal-forms.ts'
import { privateAddresses } from './private-addresses.ts'
import { readingProblems } from './reading-problems.ts'
import { redundantItems } from './redundant-items.ts'
import { redundantStatements } from './redundant-statements.ts'
import { redundantValues } from './redundant-values.ts'
import { roleActionsOnAll } from './role-actions.ts'
import { unrestrictedServices } from './service-principals.ts'
import { setOperators } from './set-operators.ts'
import { sids } from './sids.ts'
import { size } from './size.ts'
import { supportedActions } from './supported-actions.ts'
import { tagConditions } from './tag-conditions.ts'
import { trustSyntax } from './trust-syntax.ts'
import { unknownKeys } from './unknown-keys.ts'
import { variablesIn } from './variables-in.ts'
import { version } from './version.ts'
import { writtenAsText } from './written-as-text.ts'

/** Each looks at one document; one line a check. */
const checks: readonly ((judged: Judged) => readonly Problem[])[] = [
  accountIds,
  actionNames,
  actionResources,
  arns,
  characters,
  conditionValues,
  emptyElements,
  irrelevantKeys,
  literalWildcards,
  missingElements,
  allowWithNotPrincipal,
  operatorTypes,
  organizationSyntax,
  pairedKeys,
  principalForms,
  privateAddresses,
  readingProblems,
  redundantItems,
  redundantStatements,
  redundantValues,
  roleActionsOnAll,
  unrestrictedServices,
  setOperators,
  sids,
  size,
  supportedActions,
  tagConditions,
  trustSyntax,
  unknownKeys,
  variablesIn,
  version,
  writtenAsText,
]

/** Each rule asks about each document: what is found is kept as long as the document. */
const found = new WeakMap<PolicyDocument, Found>()

interface Found {
  readonly judged: Judged
  readonly problems: readonly Problem[]
}

/** What the grammar of IAM policies objects to in a document. */
export function problemsIn(judged: Judged): readonly Problem[] {
  const known = found.get(judged.document)
  // A document of Terraform can be the policy of several resources, and those of several kinds.
  if (known !== undefined && isAlike(known.judged, judged)) return known.problems
  const problems = fewOfEach(checks.flatMap(check => check(judged)))
  found.set(judged.document, { judged, problems })
  return problems
}

function isAlike({ together = [], ...one }: Judged, { together: beside = [], ...other }: Judged): boolean {
  return (
    one.kind === other.kind &&
    one.inlineOf === other.inlineOf &&
    together.length === beside.length &&
    together.every((document, index) => document === beside[index])
  )
}

/** Of one kind in one document: who reads so many mends them all. A hostile document has a million. */
const mostOfACode = 100

function fewOfEach(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>()
  return problems.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= mostOfACode
  })
}
