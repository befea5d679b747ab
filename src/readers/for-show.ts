import { InputError } from '../model/input-error.ts'
import { isPlanFile, isShownByName } from './recognise.ts'
import type { Outline } from './terraform/outline.ts'
import { scan } from './terraform/scan.ts'

const mostNames = 100

/**
 * Whether these first bytes are of a file that `terraform show -json` or `tofu show -json` makes JSON of: a plan file, a
 * raw state, what OpenTofu has encrypted, a name of a plan that is kept elsewhere. What is JSON of them already is not.
 * https://developer.hashicorp.com/terraform/cli/commands/show
 */
export function isForShow(head: Uint8Array): boolean {
  return isPlanFile(head) || isShownByName(new Set(namesIn(head)))
}

const ignore = (): void => {}

/** The names of the outermost object, as far as these bytes go. */
function namesIn(head: Uint8Array): readonly string[] {
  const names: string[] = []
  const outline: Outline = { kind: 'object', name: 'file', members: new Map() }
  const { write } = scan(outline, '', {
    name: name => {
      if (names.length < mostNames) names.push(name)
    },
    list: ignore,
    slice: ignore,
  })
  try {
    write(head)
  } catch (error) {
    // What is no JSON is told when it is read.
    if (!(error instanceof InputError)) throw error
  }
  return names
}
