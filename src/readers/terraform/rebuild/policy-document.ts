import type { Body } from '../../../hcl/syntax.ts'
import { mergePolicies, type Part, type Policy } from './merge-policies.ts'
import { argumentValues, type BlockSchema } from './nested-values.ts'
import { sourcePolicy, unknownPolicy } from './policy-source.ts'
import { optionalWord, statementOf } from './policy-statement.ts'
import { given, known, wordOf } from './policy-strings.ts'
import type { Evaluate, Scope } from './scope.ts'
import { withSensitive } from './sensitive.ts'
import { elementsOf, placed, several, tupleOf } from './several.ts'
import {
  derived,
  EvaluationError,
  objectValue,
  stringValue,
  unsupported,
  type ObjectValue,
  type Value,
} from './value.ts'

const blockTypes: BlockSchema = { statement: { principals: {}, not_principals: {}, condition: {} } }

/** IAM refuses documents of some 10,000 characters; merging could make ever larger ones. */
const mostStatements = 10_000

/** The arguments and blocks of a `data.aws_iam_policy_document`, evaluated. */
export function policyDocumentArguments(body: Body, evaluate: Evaluate, scope: Scope): ObjectValue {
  return argumentValues(body, evaluate, scope, blockTypes)
}

/**
 * The document that the provider makes of these arguments: its members in the provider's order, each part with the place
 * that it is written at. Holes in lists come last; one that is `several` stands in `Statement` for what is not known of
 * a merge or of `dynamic` blocks.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocument(written: Value): Value {
  if (written.kind !== 'object') return derived('a policy document', [written])
  const { version, id, statements } = mergePolicies([
    ...otherPolicies(written, 'source_json', 'source'),
    ...otherPolicies(written, 'source_policy_documents', 'source'),
    ['own', ownPolicy(written)],
    ...otherPolicies(written, 'override_policy_documents', 'override'),
    ...otherPolicies(written, 'override_json', 'override'),
  ])
  const members = new Map<string, Value>()
  if (version !== undefined) members.set('Version', version)
  if (id !== undefined) members.set('Id', id)
  if (statements.length > mostStatements) {
    members.set('Statement', unsupported(`more than ${mostStatements} statements`, []))
  } else if (statements.length > 0) {
    members.set('Statement', tupleOf(statements))
  }
  // What becomes a name in the document, such as a condition key, cannot carry a mark of its own.
  return placed(withSensitive(objectValue(members), [written]), written)
}

function ownPolicy(written: ObjectValue): Policy {
  const version = wordOf(written, 'version') ?? stringValue('2012-10-17')
  const text = known(version)
  if (text !== undefined && text !== '2012-10-17' && text !== '2008-10-17') {
    throw new EvaluationError('`version` is no version of the policy language')
  }
  const statements = written.members.get('statement')
  return { version, id: optionalWord(written, 'policy_id'), statements: ownStatements(statements, text) }
}

function ownStatements(blocks: Value | undefined, version: string | undefined): Policy['statements'] {
  if (blocks?.kind === 'hole') return [several('`statement`', [blocks], blocks.from)]
  const items = blocks?.kind === 'list' ? blocks.items : []
  return items.flatMap((item): Policy['statements'] => {
    if (item.kind === 'object') return [statementOf(item, version)]
    return item.kind === 'hole' ? [item] : []
  })
}

/** `source_json` and `override_json`, which newer providers refuse, hold one document, the others a list. */
function otherPolicies(written: ObjectValue, name: string, part: Part): readonly (readonly [Part, Policy])[] {
  const value = given(written, name)
  if (value === undefined) return []
  if (value.kind === 'hole') return [[part, unknownPolicy(value)]]
  if (name.endsWith('_documents') && value.kind !== 'list')
    throw new EvaluationError(`\`${name}\` is no list`)
  const documents = value.kind === 'list' ? elementsOf(value) : [value]
  // Which override comes last is not certain in a loose list.
  if (part === 'override' && value.kind === 'list' && value.isLoose === true && documents.length > 1) {
    return [[part, unknownPolicy(derived(`\`${name}\``, [value]))]]
  }
  return documents.flatMap(document => {
    const marked = placed(document, { sensitive: value.sensitive })
    const policy = sourcePolicy(marked)
    return policy === undefined ? [] : [[part, policy] as const]
  })
}
