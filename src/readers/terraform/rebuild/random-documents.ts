import * as fc from 'fast-check'

/** For tests only: arguments of policy documents, as plain JSON in the form that a plan has them in. */

const word = fc.constantFrom('*', 'a', 'b', 'kms:*', 'arn:&{aws:x}', 'é', 'z<&>', '0')
const words = fc.uniqueArray(word, { maxLength: 3 })
const some = fc.uniqueArray(word, { minLength: 1, maxLength: 3 })

function maybe<Of>(value: fc.Arbitrary<Of>): fc.Arbitrary<Of | null> {
  return fc.option(value, { nil: null })
}

const principals = fc.array(fc.record({ type: fc.constantFrom('*', 'AWS', 'Service'), identifiers: some }), {
  maxLength: 2,
})

const condition = fc.array(
  fc.record({
    test: fc.constantFrom('StringEquals', 'Bool'),
    variable: fc.constantFrom('k', 'l'),
    values: some,
  }),
  { maxLength: 3 },
)

const statement = fc.record({
  sid: maybe(fc.constantFrom('', 'A', 'B', 'UserA', 'UserB')),
  effect: maybe(fc.constantFrom('Allow', 'Deny')),
  actions: maybe(words),
  not_actions: maybe(words),
  resources: maybe(words),
  not_resources: maybe(words),
  principals,
  not_principals: principals,
  condition,
})

const rendered = fc
  .record(
    {
      Version: fc.constantFrom('2012-10-17', '2008-10-17'),
      Id: word,
      Statement: fc.array(
        fc.record(
          {
            Sid: fc.constantFrom('', 'A', 'B', 'UserA', 'UserC'),
            Effect: fc.constantFrom('Allow', 'Deny'),
            Action: fc.oneof(word, some),
            Principal: fc.oneof(
              fc.constant('*'),
              fc.dictionary(fc.constantFrom('*', 'AWS'), fc.oneof(word, words)),
            ),
            Condition: fc.dictionary(
              fc.constantFrom('Bool', 'Null'),
              fc.dictionary(word, fc.oneof(word, words, fc.boolean())),
            ),
          },
          { requiredKeys: ['Effect'] },
        ),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: [] },
  )
  .map(document => JSON.stringify(document))

/** The arguments of a document. */
export const documentArguments = fc.record({
  version: maybe(fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17')),
  policy_id: maybe(word),
  source_policy_documents: fc.array(rendered, { maxLength: 2 }),
  statement: fc.array(statement, { maxLength: 3 }),
  override_policy_documents: fc.array(rendered, { maxLength: 2 }),
})

/** An overlay of what is unknown, of a value of which each part is hidden as `hides` says. */
export function hidden(value: unknown, hides: () => boolean): unknown {
  if (hides()) return true
  if (Array.isArray(value)) return value.map(item => hidden(item, hides))
  if (typeof value !== 'object' || value === null) return false
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hidden(member, hides)]))
}

/** Says for each part of a value in turn whether it is hidden: about one in so many. */
export function oneIn(count: number, seed: number): () => boolean {
  let state = seed >>> 0
  return () => {
    // Linear congruential, as in Numerical Recipes.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % count === 0
  }
}
