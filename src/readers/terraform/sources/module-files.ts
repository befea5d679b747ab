/** The files of a folder that Terraform reads as configuration, in its order. */
export interface ConfigurationFiles {
  readonly primary: readonly string[]
  /** Read last: what they say replaces what stands in the others. */
  readonly overrides: readonly string[]
}

/**
 * Picks the configuration from the sorted names of a folder's files.
 * https://developer.hashicorp.com/terraform/language/files and …/files/override
 */
export function configurationFiles(names: readonly string[]): ConfigurationFiles {
  const primary: string[] = []
  const overrides: string[] = []
  for (const name of names) {
    const stem = /^(.+)\.tf(?:\.json)?$/.exec(name)?.[1]
    // Hidden files are those that editors leave behind.
    if (stem === undefined || name.startsWith('.')) continue
    if (stem === 'override' || stem.endsWith('_override')) overrides.push(name)
    else primary.push(name)
  }
  return { primary, overrides }
}
