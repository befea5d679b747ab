import { shownNeeds, type ShownNeed } from '../../policy/service-needs.ts'

/** What services need of the key of a resource, as the rows of a table in Markdown: the facts that are judged by. */
export function serviceNeedsTable(): string {
  const head = ['| Need | Who | Breaks without | All that the guide lists | Guide |', '| - | - | - | - | - |']
  return [
    '## What services need',
    '',
    'Whoever uses a resource needs its key himself, as does the role that a resource names: of these, too, the guides list what they may take.',
    '',
    ...head,
    ...shownNeeds()
      .filter(({ documented }) => documented.length > 0)
      .map(rowOf),
  ].join('\n')
}

function rowOf({ says, by, needed, documented, unverified, guide }: ShownNeed): string {
  const source = unverified ? `${guide} (not confirmed: told as info)` : guide
  return `| ${[says, whoOf(by), codes(needed), codes(documented), source].join(' | ')} |`
}

function whoOf(by: string): string {
  if (by === 'caller') return 'whoever uses it'
  return by === 'role' ? 'the role that it names' : `\`${by}\``
}

function codes(names: readonly string[]): string {
  return names.map(name => `\`${name}\``).join(', ')
}
