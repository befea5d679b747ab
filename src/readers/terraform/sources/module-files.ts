/** The files of a folder that are read as configuration, in their order. */
export interface ConfigurationFiles {
  readonly primary: readonly string[]
  /** Read last: what they say replaces what stands in the others. */
  readonly overrides: readonly string[]
}

/** Which program reads the files: OpenTofu has some of its own. */
export type Language = 'terraform' | 'tofu'

/**
 * Picks the configuration from the sorted names of a folder's files.
 * https://developer.hashicorp.com/terraform/language/files and …/files/override; https://opentofu.org/docs/language/files/
 */
export function configurationFiles(
  names: readonly string[],
  language: Language = 'terraform',
): ConfigurationFiles {
  const all = new Set(names)
  const primary: string[] = []
  const overrides: string[] = []
  for (const name of names) {
    const [, stem, kind, json = ''] = /^(.+)\.(tf|tofu)(\.json)?$/.exec(name) ?? []
    // Hidden files are those that editors leave behind.
    if (stem === undefined || name.startsWith('.')) continue
    if (language === 'terraform' && kind === 'tofu') continue
    // OpenTofu reads `x.tofu` instead of `x.tf`, and `x.tofu.json` instead of `x.tf.json`.
    if (language === 'tofu' && kind === 'tf' && all.has(`${stem}.tofu${json}`)) continue
    if (stem === 'override' || stem.endsWith('_override')) overrides.push(name)
    else primary.push(name)
  }
  return { primary, overrides }
}

const tofuName = /\.tofu(?:\.json)?$/

/** Whether the two programs read a folder in different ways, and whether OpenTofu alone finds something in it. */
export function tofuIn(names: readonly string[]): 'none' | 'some' | 'only' {
  const tofu = configurationFiles(names, 'tofu')
  if (![...tofu.primary, ...tofu.overrides].some(name => tofuName.test(name))) return 'none'
  const { primary, overrides } = configurationFiles(names)
  return primary.length + overrides.length === 0 ? 'only' : 'some'
}
