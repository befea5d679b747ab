import { describe, expect, test } from 'vitest'
import { parseJsonConfiguration } from './json-syntax.ts'
import { bodiesNamed, nestedBlocks, type NestedBlock } from './nested-blocks.ts'
import { parseConfiguration } from './parse.ts'
import { shapeOf } from './shape.ts'
import type { Span } from './source-file.ts'
import type { Body } from './syntax.ts'

const written = ({ file, start, end }: Span) => file.text.slice(start, end)

function native(content: string): Body {
  return parseConfiguration({ path: 'x.tf', text: content })
}

function json(content: unknown): Body {
  const text = JSON.stringify({ resource: { a: { b: content } } })
  const body = parseJsonConfiguration({ path: 'x.tf.json', text }).blocks[0]?.body
  if (body === undefined) throw new Error('no block')
  return body
}

function names({ attributes }: Body): string {
  return attributes.map(({ name }) => name).join(' ')
}

function outline(block: NestedBlock): string {
  if (block.kind === 'static') return `static [${block.labels.join(' ')}] ${names(block.body)}`
  const forEach = JSON.stringify(shapeOf(block.forEach))
  return `dynamic ${forEach} ${block.iterator ?? '-'} ${names(block.content)}`
}

describe('blocks in a body', () => {
  const variable = '["\\"",["${",[".",["$","var"],"x"]]]'

  test('static and dynamic ones in source order', () => {
    const body = native(`
      statement { a = 1 }
      other { }
      dynamic "statement" {
        for_each = var.x
        iterator = it
        content {
          b = it.value
        }
      }
      dynamic "other" { }
      statement { c = 1 }
    `)
    expect(nestedBlocks(body, 'statement').map(outline)).toEqual([
      'static [] a',
      'dynamic [".",["$","var"],"x"] it b',
      'static [] c',
    ])
    expect(bodiesNamed(body, 'statement').map(({ at }) => written(at))).toEqual([
      'statement { a = 1 }',
      'statement { c = 1 }',
    ])
    expect(nestedBlocks(body, 'other').map(outline)).toEqual(['static [] ', 'dynamic null - '])
  })

  test('in the JSON syntax', () => {
    const body = json({
      statement: [{ a: 1, '//': 'comment' }, { b: 2 }],
      other: { c: 3 },
      dynamic: [
        { statement: { for_each: '${var.x}', iterator: 'it', content: [{ d: '${it.value}' }] } },
        {
          other: [
            { for_each: [1], content: {} },
            { for_each: [2], labels: ['x'], content: { e: 1 } },
          ],
        },
      ],
    })
    expect(nestedBlocks(body, 'statement').map(outline)).toEqual([
      'static [] a',
      'static [] b',
      `dynamic ${variable} it d`,
    ])
    expect(nestedBlocks(body, 'other').map(outline)).toEqual([
      'static [] c',
      'dynamic ["[]",1] - ',
      'dynamic ["[]",2] - e',
    ])
    expect(nestedBlocks(body, 'statement').map(({ at }) => written(at))).toEqual([
      '{"a":1,"//":"comment"}',
      '{"b":2}',
      '"statement":{"for_each":"${var.x}","iterator":"it","content":[{"d":"${it.value}"}]}',
    ])
  })

  test('of the JSON syntax within each other', () => {
    const [statement] = nestedBlocks(json({ statement: { principals: { type: 'AWS' } } }), 'statement')
    const body = statement?.kind === 'static' ? statement.body : undefined
    expect(body === undefined ? [] : nestedBlocks(body, 'principals').map(outline)).toEqual([
      'static [] type',
    ])
  })

  test('with labels', () => {
    expect(nestedBlocks(native('provisioner "x" { a = 1 }\n'), 'provisioner').map(outline)).toEqual([
      'static [x] a',
    ])
    expect(
      nestedBlocks(json({ provisioner: [{ x: { a: 1 } }, { y: [{ b: 1 }] }] }), 'provisioner', 1).map(
        outline,
      ),
    ).toEqual(['static [x] a', 'static [y] b'])
  })

  test('what is assigned in their place is none', () => {
    expect(nestedBlocks(native('statement = []\n'), 'statement')).toEqual([])
    expect(nestedBlocks(json({ statement: '${var.x}' }), 'statement')).toEqual([])
    expect(nestedBlocks(json({ statement: null, other: [] }), 'statement')).toEqual([])
  })
})
