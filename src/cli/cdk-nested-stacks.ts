import { names, property, word } from '../readers/terraform/json-value.ts'

/** A stack that a template has in it. */
export interface NestedTemplate {
  readonly id: string
  /** The template's file, as the assembly names it. */
  readonly file: string
}

/** The files of an assembly that are uploaded, by the hash of what is in them. */
export type Uploads = ReadonlyMap<string, string>

/**
 * The stacks that are nested in a template which the CDK made: their templates lie in the assembly as well. The CDK
 * notes which (`aws:asset:path`) unless it is told not to (`--no-asset-metadata`); then the name under which the template
 * is uploaded tells.
 */
export function nestedIn(template: unknown, uploads: Uploads): readonly NestedTemplate[] {
  const resources = property(template, 'Resources')
  return names(resources).flatMap(id => {
    const resource = property(resources, id)
    if (property(resource, 'Type') !== 'AWS::CloudFormation::Stack') return []
    const noted = word(property(property(resource, 'Metadata'), 'aws:asset:path'))
    const file = noted ?? uploaded(property(property(resource, 'Properties'), 'TemplateURL'), uploads)
    return file === undefined ? [] : [{ id, file }]
  })
}

/** What the manifests of assets (`Shop.assets.json`) tell about uploads. */
export function uploadsIn(manifests: readonly unknown[]): Uploads {
  return new Map(
    manifests.flatMap(manifest => {
      const files = property(manifest, 'files')
      return names(files).flatMap(hash => {
        const path = word(property(property(property(files, hash), 'source'), 'path'))
        return path === undefined ? [] : [[hash, path] as const]
      })
    }),
  )
}

/** The address of a template is put together by functions, with its name in one piece. */
function uploaded(address: unknown, uploads: Uploads): string | undefined {
  const open = [address]
  while (open.length > 0) {
    const next = open.pop()
    const [, hash] = /([\da-f]{64})\.json$/.exec(word(next) ?? '') ?? []
    if (hash !== undefined) return uploads.get(hash)
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) open.push(inner)
  }
  return undefined
}
