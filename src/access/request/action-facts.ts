import kms from '../../policy/aws/kms-actions.json' with { type: 'json' }

/** What AWS publishes about a KMS action. */
export type ActionFacts = (typeof kms.actions)[number]

const facts: ReadonlyMap<string, ActionFacts> = new Map(
  kms.actions.map(row => [`kms:${row.action.toLowerCase()}`, row]),
)

/** The facts of an action; nothing for one of another service, and for one newer than the data. */
export function factsOf(action: string): ActionFacts | undefined {
  return facts.get(action.toLowerCase())
}
