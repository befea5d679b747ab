import { InputError } from '../model/input-error.ts'
import { items, names, property, word } from '../readers/terraform/json-value.ts'

/** An artifact of an assembly: a stack, a stage, a list of assets. */
export interface Artifact {
  readonly id: string
  readonly type: string
  /** `aws://111122223333/eu-west-1` */
  readonly environment: string
  readonly properties: unknown
}

/** The type of stacks. */
export const stackType = 'aws:cloudformation:stack'

/** The artifacts of a manifest; none of anything else. */
export function artifactsOf(manifest: unknown): readonly Artifact[] {
  const artifacts = property(manifest, 'artifacts')
  return names(artifacts).map(id => {
    const artifact = property(artifacts, id)
    return {
      id,
      type: word(property(artifact, 'type')) ?? '',
      environment: word(property(artifact, 'environment')) ?? '',
      properties: property(artifact, 'properties'),
    }
  })
}

/** Whether a `manifest.json` is one of the CDK: other programs have files of that name. */
export function isCdkManifest(manifest: unknown): boolean {
  return artifactsOf(manifest).some(({ type }) => type === stackType || type.startsWith('cdk:'))
}

/** The CDK puts made-up values in the place of what it still has to look up, ids of keys among them: an `InputError`. */
export function refuseIfLacking(manifest: unknown, input: string): void {
  const count = items(property(manifest, 'missing')).length
  if (count === 0) return
  const lacks = count === 1 ? '1 value that has' : `${count} values that have`
  throw new InputError(`this assembly of the CDK lacks ${lacks} to be looked up`, {
    input,
    hint: 'run `cdk synth` with credentials of the account, so that it is looked up and kept in `cdk.context.json`',
  })
}

/** The members of an object that are texts. */
export function wordsIn(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    names(value).flatMap(name => {
      const given = word(property(value, name))
      return given === undefined ? [] : [[name, given] as const]
    }),
  )
}
