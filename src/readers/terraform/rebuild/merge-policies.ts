import { sameness } from './equality.ts'
import { byUtf8 } from './order.ts'
import { known, type Word } from './policy-strings.ts'
import { several } from './several.ts'
import { derived, EvaluationError, type Hole, type ObjectValue } from './value.ts'

/** A policy document on its way through a merge. */
export interface Policy {
  /** Absent where the document tells none. */
  readonly version: Word | undefined
  readonly id: Word | undefined
  /** A hole stands for statements that are not known. */
  readonly statements: readonly (ObjectValue | Hole)[]
}

/**
 * What a document replaces by its statements' `Sid`s. The provider refuses sources that share one, and a document that
 * has one twice, so those replace nothing among themselves.
 */
export type Part = 'source' | 'own' | 'override'

/** More pairs of statements with holes in their `Sid`s are taken to be equal without a look. */
const mostLooks = 100

type Statement = ObjectValue | Hole

/** The statements so far. */
interface Merging {
  readonly statements: (Statement | undefined)[]
  /** Where the statement with a `Sid` stands that is known. */
  readonly bySid: Map<string, number>
  /** Where those stand whose `Sid` has holes. */
  readonly unsure: Set<number>
}

/**
 * One document of several, as the provider merges: a statement takes the place of an earlier one with its `Sid`, others
 * follow. What is not known may take the place of any with a `Sid`: those are gone into its hole.
 * hashicorp/terraform-provider-aws, internal/service/iam/policy_model.go
 */
export function mergePolicies(parts: readonly (readonly [Part, Policy])[]): Policy {
  const merging: Merging = { statements: [], bySid: new Map(), unsure: new Set() }
  let version: Word | undefined
  let id: Word | undefined
  for (const [part, policy] of parts) {
    version = laterVersion(version, policy.version)
    id = adopted(id, policy.id)
    if (part === 'source') for (const statement of policy.statements) append(merging, statement)
    else if (part === 'own') takeOwn(merging, policy.statements)
    else for (const statement of policy.statements) register(merging, replace(merging, statement))
  }
  return { version, id, statements: merging.statements.flatMap(statement => statement ?? []) }
}

/** Adds a statement of a source. */
function append(merging: Merging, statement: Statement): void {
  const sid = known(sidOf(statement))
  if (sid !== undefined && merging.bySid.has(sid)) throw repeated()
  register(merging, merging.statements.push(statement) - 1)
}

/** The document's own statements replace those of its sources, never each other. */
function takeOwn(merging: Merging, own: readonly Statement[]): void {
  const sids = new Set<string>()
  const added: number[] = []
  for (const statement of own) {
    const sid = known(sidOf(statement))
    if (sid !== undefined && sids.has(sid)) throw repeated()
    if (sid !== undefined) sids.add(sid)
    added.push(replace(merging, statement))
  }
  for (const at of added) register(merging, at)
}

function repeated(): EvaluationError {
  return new EvaluationError('a `Sid` stands twice')
}

/** From here on the statement at this place can be replaced. */
function register({ statements, bySid, unsure }: Merging, at: number): void {
  const word = sidOf(statements[at])
  const sid = known(word)
  if (sid !== undefined) bySid.set(sid, at)
  else if (word !== undefined) unsure.add(at)
}

/** Puts a statement in the place of the one with its `Sid`, or at the end; answers where. */
function replace(merging: Merging, statement: Statement): number {
  const { statements, bySid } = merging
  const word = sidOf(statement)
  const sid = known(word)
  const twin = sid === undefined ? undefined : bySid.get(sid)
  if (twin !== undefined) {
    statements[twin] = statement
    return twin
  }
  if (statement.kind === 'object') {
    const gone = word === undefined ? [] : swallow(merging, word)
    if (gone.length > 0) statements.push(several('a merge of policies', gone))
    return statements.push(statement) - 1
  }
  const gone = swallow(merging, undefined)
  const { from } = statement
  return (
    statements.push(
      gone.length === 0 ? statement : several('a merge of policies', [statement, ...gone], from),
    ) - 1
  )
}

/** Takes out the statements that one with this `Sid` may replace; without a `Sid` to look at that is any that has one. */
function swallow({ statements, bySid, unsure }: Merging, sid: Word | undefined): readonly Statement[] {
  const candidates = [...(known(sid) === undefined ? bySid.values() : []), ...unsure]
  const isAny = sid === undefined || candidates.length > mostLooks
  return candidates.flatMap(at => {
    const statement = statements[at]
    const other = sidOf(statement)
    if (statement === undefined || other === undefined || !(isAny || sameness(sid, other) !== 'no')) return []
    statements[at] = undefined
    unsure.delete(at)
    bySid.delete(known(other) ?? '')
    return [statement]
  })
}

function sidOf(statement: Statement | undefined): Word | undefined {
  if (statement?.kind !== 'object') return undefined
  const sid = statement.members.get('Sid')
  return sid?.kind === 'string' || sid?.kind === 'json' || sid?.kind === 'hole' ? sid : undefined
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const latest = '2012-10-17'

/** The later one of two versions; one of which nothing is known is not taken to be later than the latest. */
function laterVersion(one: Word | undefined, other: Word | undefined): Word | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const [first, second] = [known(one), known(other)]
  if (first !== undefined && second !== undefined) return byUtf8(first, second) < 0 ? other : one
  if (first === latest || second === latest) return first === latest ? one : other
  return derived('`version`', [one, other], 'string')
}

/** The last document that has an `Id` gives it; a hole can turn out to be none. */
function adopted(one: Word | undefined, other: Word | undefined): Word | undefined {
  if (other === undefined) return one
  const isCertain = other.kind !== 'hole' || other.type === 'text' || one === undefined
  return isCertain ? other : derived('`policy_id`', [one, other], 'string')
}
