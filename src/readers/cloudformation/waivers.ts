import type { SourceLocation } from '../../model/source-location.ts'
import type { WrittenWaiver } from '../../model/waiver.ts'
import { itemsOf, treeAt, wordIn, type Tree } from './syntax/tree.ts'
import type { Template } from './template.ts'

/** The waivers of a template: `Metadata: keyplan: ignore: [{rule, reason, until}]` of a resource, or of the template. */
export function waiversIn({ file, tree, resources }: Template): readonly WrittenWaiver[] {
  const ofAll = listed(treeAt(tree, 'Metadata'), { file, address: '', pointer: '/Metadata' })
  const ofResources = [...resources.values()].flatMap(({ id, metadata }) =>
    listed(metadata, { file, address: id, pointer: '/Metadata' }),
  )
  return [...ofAll, ...ofResources]
}

/** One entry may stand without the list around it. */
function listed(metadata: Tree | undefined, at: SourceLocation): readonly WrittenWaiver[] {
  const ignore = treeAt(metadata, 'keyplan', 'ignore')
  if (ignore === undefined) return []
  const pointer = `${at.pointer}/keyplan/ignore`
  if (ignore.kind !== 'list') return [waiverOf(ignore, { ...at, pointer })]
  return itemsOf(ignore).map((entry, index) => waiverOf(entry, { ...at, pointer: `${pointer}/${index}` }))
}

function waiverOf(entry: Tree, at: SourceLocation): WrittenWaiver {
  const [rule, reason, until] = ['rule', 'reason', 'until'].map(name => wordIn(treeAt(entry, name)))
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
    at: { ...at, ...entry.place },
  }
}
