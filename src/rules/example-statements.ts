import type { ExampleAttributes, ExampleValue } from './example.ts'

/**
 * A statement for an example: it allows `kms:Decrypt` on `*`, but for the elements that are given. In a policy of a role or
 * user it is whole; that of a key, or a trust policy, needs a `Principal`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function allow(given: ExampleAttributes = {}): ExampleAttributes {
  return statement('Allow', given)
}

/** The same as a Deny. */
/* @__NO_SIDE_EFFECTS__ */
export function deny(given: ExampleAttributes = {}): ExampleAttributes {
  return statement('Deny', given)
}

/** Somebody of the account of an example, by what follows it in the ARN: `own('role/App')`, `own('root')`. */
/* @__NO_SIDE_EFFECTS__ */
export function own(name: string) {
  return { AWS: `arn:aws:iam::111122223333:${name}` }
}

/** A whole policy with these statements, for an attribute of a resource in an example. */
/* @__NO_SIDE_EFFECTS__ */
export function policyOf(...statements: readonly ExampleValue[]): ExampleAttributes {
  return { Version: '2012-10-17', Statement: statements }
}

/** A key that stands elsewhere, of which an example writes the policy alone: its settings are not told. */
/* @__NO_SIDE_EFFECTS__ */
export function keyElsewhere(): Readonly<Record<string, ExampleAttributes>> {
  const key_id = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  const policy = policyOf(allow({ Principal: own('root'), Action: 'kms:*' }))
  return { 'aws_kms_key_policy.elsewhere': { key_id, policy } }
}

/** An element and its negation exclude each other. */
function statement(Effect: string, given: ExampleAttributes): ExampleAttributes {
  return {
    Effect,
    ...('NotAction' in given ? {} : { Action: 'kms:Decrypt' }),
    ...('NotResource' in given ? {} : { Resource: '*' }),
    ...given,
  }
}
