import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { sourceFilesAt } from '../../../cli/source-files.ts'
import type { ReportLocation } from '../../../model/report.ts'
import type { SourcePlaces } from '../../../model/source-places.ts'
import { sharedPath } from '../../../shared-data.ts'
import { isObject, items, property, word } from '../json-value.ts'
import type { Plan, ResourceChange } from '../plan.ts'
import { openSources } from '../rebuild/open.ts'
import { planOf } from '../test-plan.ts'
import { pointerOf } from './pointer.ts'

const plans = sharedPath('plans')

/** A word of a policy of a plan. */
interface Leaf {
  readonly address: string
  readonly pointer: string
  readonly text: string
}

function leavesOf({ address, change }: ResourceChange): readonly Leaf[] {
  const blocks = items(property(change.after, 'inline_policy')).map((_, index) => [
    'inline_policy',
    String(index),
    'policy',
  ])
  return [['policy'], ['assume_role_policy'], ...blocks].flatMap(steps => {
    const text = word(steps.reduce<unknown>(memberOf, change.after)) ?? ''
    const found =
      text === '' ? [] : leavesIn(property(JSON.parse(text), 'Statement'), [...steps, 'Statement'])
    return found.map(leaf => ({ address, ...leaf }))
  })
}

function memberOf(value: unknown, step: string): unknown {
  return Array.isArray(value) ? items(value)[Number(step)] : property(value, step)
}

function leavesIn(value: unknown, steps: readonly string[]): readonly Omit<Leaf, 'address'>[] {
  if (Array.isArray(value) || isObject(value))
    return Object.entries(value).flatMap(([step, member]) => leavesIn(member, [...steps, step]))
  return steps.at(-1) === 'Effect' ? [] : [{ pointer: pointerOf(steps), text: String(value) }]
}

async function placesOf(folder: string, plan: Plan, bytes: Uint8Array): Promise<SourcePlaces> {
  const sources = ['after', 'mid', 'before', '.']
    .map(part => join(folder, part))
    .find(part => existsSync(part))
  const files = sourceFilesAt(sources ?? folder, sources ?? folder)
  const input = { path: 'plan.json', chunks: [bytes], again: () => [bytes] }
  const { places, refused } = await openSources(plan, {
    ...input,
    sources: [{ files, root: '', isStated: true }],
  })
  if (places === undefined) throw new Error(refused.join())
  return places
}

function textAt({ file, line = 0, endLine = line }: ReportLocation): string {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1, endLine)
    .join('\n')
}

/** An ARN may be written with interpolations; `&{` becomes `${`. */
function shows(shown: string, text: string): boolean {
  const name = text.startsWith('arn:') ? (text.split(/[:/]/).at(-1) ?? text) : text
  return shown.includes(name) || shown.includes(text.replaceAll('${', '&{'))
}

const reference = /\b(?:each|var|local|data|aws_\w+)\.\w/

describe.skipIf(plans === undefined)('each word of a policy that the plan knows', () => {
  const cases = globSync(['*/plan.json', '!{big,third,wrong}-*/**'], { cwd: plans ?? '' })
    .toSorted()
    .map(dirname)
    .filter(name => globSync('{,*/}*.tf', { cwd: join(plans ?? '', name) }).length > 0)
  const count = { words: 0, own: 0, references: 0, unwritten: 0 }

  test.each(cases)('%s: is found where it is written', async name => {
    const folder = join(plans ?? '', name)
    const bytes = readFileSync(join(folder, 'plan.json'))
    const plan = planOf(JSON.parse(bytes.toString('utf8')))
    const places = await placesOf(folder, plan, bytes)
    const strange = (plan.resource_changes ?? []).flatMap(leavesOf).filter(({ address, pointer, text }) => {
      const location = places.locate({ file: 'plan.json', address, pointer })
      const shown = location === undefined ? '' : textAt(location)
      count.words += 1
      if (shows(shown, text)) count.own += 1
      else if (reference.test(shown)) count.references += 1
      // What AWS or another resource writes is not in the block: the block is all there is to see.
      else if (/^resource "\w+" "\w+" \{$/.test(shown)) count.unwritten += 1
      else return true
      return false
    })
    expect(strange.map(({ address, pointer, text }) => `${address} ${pointer} ${text}`)).toEqual(
      name === 'state-policy-argument-removed'
        ? // Equal for AWS to the account id that is written: the plan keeps the older text.
          ['aws_kms_key.json_order /policy/Statement/0/Principal/AWS arn:aws:iam::111122223333:root']
        : [],
    )
  })

  test('is told in numbers', () => {
    const { words, own, references, unwritten } = count
    const shares = `${own} at their own text, ${references} at the reference to it, ${unwritten} in no source`
    console.log(`${words} words of known policies in ${cases.length} plans: ${shares}`)
    expect(own).toBeGreaterThan(450)
  })
})
