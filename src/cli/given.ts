/** What `--context` of `keyplan can` gives: what the request carries, and files about the world around the inputs. */
export interface Given {
  readonly context: ReadonlyMap<string, readonly string[]>
  readonly files: readonly string[]
}

/** A condition key, whose name may itself hold colons and slashes but no `=`: `kms:EncryptionContext:tenant=a`. */
const pair = /^((?:aws|kms):[^=]+)=(.*)$/is

/** Tells pairs from files. One key given twice has both values; condition keys do not depend on case. */
export function readGiven(written: readonly string[]): Given {
  const context = new Map<string, { readonly key: string; readonly values: string[] }>()
  const files: string[] = []
  for (const one of written) {
    const [, key, value] = pair.exec(one) ?? []
    if (key === undefined || value === undefined) {
      files.push(one)
      continue
    }
    const known = context.get(key.toLowerCase())
    if (known === undefined) context.set(key.toLowerCase(), { key, values: [value] })
    else known.values.push(value)
  }
  return { context: new Map([...context.values()].map(({ key, values }) => [key, values])), files }
}
