import type { Configuration } from '../plan.ts'
import { loadSources } from './load.ts'
import { mismatch } from './matches.ts'
import { configurationFiles } from './module-files.ts'
import { shownPath } from './paths.ts'
import type { SourceCandidate, Sources } from './sources.ts'

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
    const { primary, overrides } = configurationFiles(files.list(root) ?? [])
    if (primary.length + overrides.length === 0) continue
    const sources = loadSources(files, root)
    const why = mismatch(sources, configuration)
    if (why === undefined) return { sources }
    const cure = isStated ? '' : '; `--source` names others'
    refused.push(
      `the sources in \`${shownPath(files, root)}\` are not used, since they do not match the plan: ${why}${cure}`,
    )
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
