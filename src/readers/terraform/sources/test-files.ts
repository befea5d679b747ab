import type { SourceFiles } from './sources.ts'

/** For tests only: a source directory that holds these files, by their paths. */
export function filesOf(texts: Readonly<Record<string, string>>, shown = '.'): SourceFiles {
  return {
    shown,
    list: folder => {
      const start = folder === '' ? '' : `${folder}/`
      const below = Object.keys(texts).filter(path => path.startsWith(start))
      if (below.length === 0) return undefined
      const names = below.map(path => path.slice(start.length))
      return names.filter(name => !name.includes('/')).toSorted()
    },
    read: path => (Object.hasOwn(texts, path) ? texts[path] : undefined),
  }
}
