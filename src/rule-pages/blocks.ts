/** A part of a page; what stands in `` ` `` is code. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly language: 'hcl' | 'yaml' | 'text'; readonly text: string }
  /** Markdown as it is, with tables and links. */
  | { readonly kind: 'markdown'; readonly text: string }

/** A page as Markdown. */
export function inMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownOf).join('\n\n')}\n`
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${outsideCode(block.text)}`
    case 'text':
      return outsideCode(block.text)
    case 'list':
      return block.items.map(item => `- ${outsideCode(item)}`).join('\n')
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``
    case 'markdown':
      return block.text.trim()
  }
}

/** What Markdown would take for its own is escaped where it is no code: `kms:*` twice in a line is no emphasis. */
export function outsideCode(text: string): string {
  return text
    .split(/(`[^`]*`|https:\/\/\S+)/)
    .map((part, index) =>
      index % 2 === 0 ? part.replaceAll(/[*<|\\]|\b_|_\b|\](?=\()/g, String.raw`\$&`) : part,
    )
    .join('')
}

/** A page for a terminal: as Markdown, without its marks. */
export function inText(blocks: readonly Block[], width: number): string {
  return `${blocks.map(block => textOf(block, width)).join('\n\n')}\n`
}

function textOf(block: Block, width: number): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? `${block.text}\n${'-'.repeat(block.text.length)}` : block.text
    case 'text':
      return wrapped(block.text, width, '')
    case 'list':
      return block.items.map(item => `- ${wrapped(item, width - 2, '  ')}`).join('\n')
    case 'code':
      return block.text.replaceAll(/^(?=.)/gm, '    ')
    case 'markdown':
      return block.text.trim()
  }
}

function wrapped(text: string, width: number, indent: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${indent}`)
}
