import { items, property, word } from '../json-value.ts'
import { joined } from './paths.ts'
import type { SourceFiles } from './sources.ts'

/**
 * The folders of modules that `terraform init` installed, by the names of their calls (`app.key`), from the source
 * directory. What leads out of that directory is left out; so is a manifest that is not as Terraform writes it.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/modsdir/manifest.go
 */
export function installedModules(files: SourceFiles, root: string): ReadonlyMap<string, string> {
  const folders = new Map<string, string>()
  const path = joined(root, '.terraform/modules/modules.json')
  const text = path === undefined ? undefined : files.read(path)
  for (const entry of items(property(parsed(text ?? '{}'), 'Modules'))) {
    const key = word(property(entry, 'Key'))
    const folder = joined(root, (word(property(entry, 'Dir')) ?? '/').replaceAll('\\', '/'))
    if (key !== undefined && folder !== undefined) folders.set(key, folder)
  }
  return folders
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
