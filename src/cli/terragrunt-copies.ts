/** A path in a cache of Terragrunt: the folder of its unit, and where it lies in the folder of a run. */
const cached = /^(.*?)(?:^|\/)\.terragrunt-cache\/[^/]+\/(?:[^/]+\/)?([^/]+)$/

/**
 * Files without the copies that Terragrunt makes: it runs in `.terragrunt-cache/HASH/HASH` of a unit, and copies there
 * what lies beside `terragrunt.hcl`, older plans too (https://docs.terragrunt.com/features/caching/). A plan that is
 * found in the cache alone was written there (`-out tfplan`) and counts.
 */
export function withoutCopies(files: readonly string[]): readonly string[] {
  const known = new Set(files)
  return files.filter(file => {
    const [, unit, name] = cached.exec(file.replaceAll('\\', '/')) ?? []
    return unit === undefined || name === undefined || !known.has(unit === '' ? name : `${unit}/${name}`)
  })
}
