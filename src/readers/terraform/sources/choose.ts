import type { Configuration } from '../plan.ts'
import { loadSources } from './load.ts'
import { mismatch } from './matches.ts'
import { configurationFiles, tofuIn } from './module-files.ts'
import { shownPath } from './paths.ts'
import type { SourceCandidate, SourceFiles, Sources } from './sources.ts'
import { writtenFor } from './written-for.ts'

/** The sources that a plan was made from, or why those that are there are not used, in sentences for people. */
export type Chosen = { readonly sources: Sources } | { readonly refused: readonly string[] }

/**
 * The first candidate that the plan's configuration does not contradict. Nothing when none has a `.tf` file and nobody
 * said that one has.
 */
export function chooseSources(
  candidates: readonly SourceCandidate[],
  configuration: Configuration,
): Chosen | undefined {
  const refused: string[] = []
  for (const { files, root, isStated } of candidates) {
    if (!hasConfiguration(files, root)) continue
    const matched = matching(files, root, configuration)
    if ('sources' in matched) return matched
    const cure = isStated ? '' : '; `--source` names others'
    refused.push(`the sources in \`${shownPath(files, root)}\` are not used, since ${matched.why}${cure}`)
  }
  if (refused.length > 0) return { refused }
  const stated = candidates.filter(({ isStated }) => isStated).map(({ files }) => files.shown)
  if (stated.length === 0) return undefined
  return {
    refused: [...new Set(stated)].map(
      shown =>
        `\`${shown}\` has no \`.tf\` files of the root module: name the folder of that with \`--source\` too`,
    ),
  }
}

function hasConfiguration(files: SourceFiles, root: string): boolean {
  const names = files.list(root) ?? []
  const { primary, overrides } = configurationFiles(names, 'tofu')
  return primary.length + overrides.length > 0
}

type Matched = { readonly sources: Sources } | { readonly why: string }

/**
 * The files as Terraform reads them, or as OpenTofu does, whichever the plan's configuration does not contradict. A plan
 * does not say which of the two made it: where both fit, its providers decide, and without them neither is taken.
 */
function matching(files: SourceFiles, root: string, configuration: Configuration): Matched {
  const plain = loadSources(files, root)
  const why = mismatch(plain, configuration)
  // INVARIANT: a module is compared after those that call it, so a difference behind `.tofu` files shows them here.
  const kinds = new Set(plain.folders().map(folder => tofuIn(files.list(folder) ?? [])))
  if (!kinds.has('some') && !kinds.has('only')) return taken(plain, why)
  const tofu = loadSources(files, root, 'tofu')
  const whyTofu = mismatch(tofu, configuration)
  // Terraform would have found no configuration in a folder that has none for it.
  const language = kinds.has('only') ? 'tofu' : writtenFor(configuration)
  if (why !== undefined) return taken(tofu, whyTofu === undefined || language === 'tofu' ? whyTofu : why)
  if (whyTofu !== undefined) return { sources: plain }
  if (language === undefined)
    return { why: 'its `.tf` and its `.tofu` files fit the plan, and both cannot be right' }
  return { sources: language === 'tofu' ? tofu : plain }
}

function taken(sources: Sources, why: string | undefined): Matched {
  return why === undefined ? { sources } : { why: `they do not match the plan: ${why}` }
}
