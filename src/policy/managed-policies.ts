import type { Node } from '../model/node.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { text } from '../model/text.ts'
import { parseJson } from './json.ts'
import { readPolicy } from './read-policy.ts'

/**
 * The AWS managed policy with that ARN, read as if it stood at `at`; nothing when the table does not have it: what such
 * a policy allows is not known. Only statements that say something about KMS, or about one of the `actions` of
 * aws/managed-policies.json, are in the document, under the numbers that they have in AWS's own: a policy that is known
 * to say nothing about them has none. The table is of the partition `aws`: the policies of China and GovCloud are taken
 * for the same, with ARNs of their partition (docs/decisions/0011-managed-policies.md).
 */
export type ManagedPolicies = (arn: string, at: SourceLocation) => PolicyDocument | undefined

/** Loads the table, which no start needs. */
export async function loadManagedPolicies(): Promise<ManagedPolicies> {
  const table = await load()
  const rows = new Map(table.policies.map(row => [row.slice(0, row.indexOf(' ')), row]))
  return (arn, at) => {
    const [, partition = '', name = ''] = managed.exec(arn) ?? []
    const row = rows.get(name)
    return row === undefined ? undefined : readPolicy(document(row, table.statements, partition, at))
  }
}

/** The day of the newest policy in the table: what AWS has changed since is not in it. */
export async function managedPoliciesDate(): Promise<string> {
  const { date } = await load()
  return date
}

const managed = /^arn:(aws|aws-cn|aws-us-gov):iam::aws:policy\/(.+)$/

async function load(): Promise<Table> {
  const { default: table } = await import('./aws/managed-policies.json', { with: { type: 'json' } })
  return table
}

/** Made by scripts/managed-policies.mjs. */
interface Table {
  readonly date: string
  readonly statements: readonly Reduced[]
  /** `name version`, and for each statement ` position:statement:Sid`. */
  readonly policies: readonly string[]
}

/** A statement in fewer letters; its conditions are as AWS writes them. */
interface Reduced {
  readonly allow?: Patterns
  readonly allowAllBut?: Patterns
  readonly deny?: Patterns
  readonly denyAllBut?: Patterns
  readonly on?: Patterns
  readonly onAllBut?: Patterns
  readonly when?: object
}

type Patterns = string | readonly string[]

function document(row: string, statements: readonly Reduced[], partition: string, at: SourceLocation): Node {
  const list = below(at, 'Statement')
  const [, , ...parts] = row.split(' ')
  const items = parts.map(part => {
    const [position = '', index = '', sid = ''] = part.split(':')
    const written = JSON.stringify(asInIam(statements[Number(index)] ?? {}, sid))
    return parseJson(written.replaceAll('arn:aws:', `arn:${partition}:`), below(list, position))
  })
  return {
    type: 'object',
    members: [
      { name: 'Version', value: { type: 'text', text: text('2012-10-17'), at: below(at, 'Version') } },
      { name: 'Statement', value: { type: 'array', items, at: list } },
    ],
    at,
  }
}

/** `JSON.stringify` leaves out what is not defined. */
function asInIam(statement: Reduced, sid: string): object {
  const { allow, allowAllBut, deny, denyAllBut, on, onAllBut, when } = statement
  return {
    Sid: sid === '' ? undefined : sid,
    Effect: allow === undefined && allowAllBut === undefined ? 'Deny' : 'Allow',
    Action: allow ?? deny,
    NotAction: allowAllBut ?? denyAllBut,
    Resource: on,
    NotResource: onAllBut,
    Condition: when,
  }
}
