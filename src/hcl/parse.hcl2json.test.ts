import { parse as hashicorpParse } from '@cdktf/hcl2json'
import * as fc from 'fast-check'
import { globSync } from 'tinyglobby'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../shared-data.ts'
import { hashicorpShape } from './hcl2json-shape.ts'
import { parseConfiguration, parseExpression } from './parse.ts'
import { damaged, randomDamage } from './random-damage.ts'
import { randomExpression } from './random-source.ts'
import { shapeOf, type Shape } from './shape.ts'
import { HclError, type Body } from './syntax.ts'

// HashiCorp's own parser is the oracle. KEYPLAN_HCL_RUNS makes a run longer.
const numRuns = Number(process.env['KEYPLAN_HCL_RUNS'] ?? 300)
const timeout = 60_000 + numRuns * 100

const folders = [fileURLToPath(new URL('../../testdata', import.meta.url)), sharedPath('plans')]
const texts = folders.flatMap(cwd =>
  cwd === undefined
    ? []
    : globSync('**/*.tf', { cwd, absolute: true }).map(path => readFileSync(path, 'utf8')),
)

/** Nothing where the parser refuses the text; any other error is a fault of ours. */
function accepted<Result>(parse: () => Result): Result | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof HclError) return undefined
    throw error
  }
}

function valuesIn(body: Body): readonly string[] {
  const own = body.attributes.map(({ value: { at } }) => at.file.text.slice(at.start, at.end))
  return [...own, ...body.blocks.flatMap(block => valuesIn(block.body))]
}

/** hcl2json does not tell what strip markers strip, nor what `<<-` takes from all lines but the first. */
function comparable(text: string, shape: Shape | undefined): string | undefined {
  if (shape === undefined) return undefined
  return JSON.stringify(/~|<<-/.test(text) ? withoutSpace(shape) : shape)
}

function withoutSpace(shape: Shape): Shape {
  if (typeof shape === 'string') return shape.replaceAll(/\s/g, '')
  return isList(shape) ? shape.map(withoutSpace).filter(part => part !== '') : shape
}

function isList(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape)
}

/** Whether an index is `true`, `false` or `null`, which hcl2json loses; only random expressions have such. */
function hasOddIndex(shape: Shape | undefined): boolean {
  if (shape === undefined || !isList(shape)) return false
  const isOdd = shape[0] === '[' && (typeof shape[2] === 'boolean' || shape[2] === null)
  return isOdd || shape.some(hasOddIndex)
}

/** Compares one expression: the heredoc at the end of one needs its line end. */
async function bothShapes(text: string) {
  const whole = `${text}\n`
  const own = accepted(() => shapeOf(parseExpression({ path: 'x.tf', text: whole })))
  return { own, other: await hashicorpShape(whole) }
}

function outcomeOf(text: string, own: Shape | undefined, other: Shape | undefined) {
  if (own === undefined && other === undefined) return 'refused'
  if (hasOddIndex(own) && other !== undefined) return 'lost by hcl2json'
  return comparable(text, own) === comparable(text, other) ? 'equal' : 'different'
}

describe('the same trees as HashiCorp', () => {
  test(
    'of all expressions in real files',
    async () => {
      const values = new Set(texts.flatMap(text => valuesIn(parseConfiguration({ path: 'x.tf', text }))))
      for (const text of values) {
        const { own, other } = await bothShapes(text)
        expect([text, comparable(text, own)]).toEqual([text, comparable(text, other)])
      }
      console.log(
        `HCL: ${values.size} distinct expressions of ${texts.length} files, all equal to HashiCorp's`,
      )
      expect(values.size).toBeGreaterThan(100)
    },
    timeout,
  )

  test(
    'of random expressions',
    async () => {
      const count = { equal: 0, refused: 0, 'lost by hcl2json': 0, different: 0 }
      const law = fc.asyncProperty(randomExpression, async text => {
        const { own, other } = await bothShapes(text)
        const outcome = outcomeOf(text, own, other)
        count[outcome] += 1
        return outcome !== 'different'
      })
      await fc.assert(law, { numRuns })
      expect(count.equal).toBeGreaterThan(numRuns / 2)
      console.log(`HCL: random expressions ${JSON.stringify(count)}`)
    },
    timeout,
  )
})

test(
  'takes and refuses the same damaged files as HashiCorp',
  async () => {
    const count = { tried: 0, taken: 0, refused: 0 }
    const short = texts.filter(text => text.length < 4000)
    const law = fc.asyncProperty(fc.constantFrom(...short), randomDamage, async (original, changes) => {
      const text = damaged(original, changes)
      const isTaken = accepted(() => parseConfiguration({ path: 'x.tf', text })) !== undefined
      const isTakenByOther = await hashicorpParse('x.tf', text).then(
        () => true,
        () => false,
      )
      expect([text, isTaken]).toEqual([text, isTakenByOther])
      count.tried += 1
      count[isTaken ? 'taken' : 'refused'] += 1
    })
    await fc.assert(law, { numRuns })
    console.log(`HCL: damaged files ${JSON.stringify(count)}, all as HashiCorp does`)
  },
  timeout,
)
