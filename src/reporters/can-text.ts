import type { CanReport, Explanation } from '../model/can.ts'
import { paragraph, type Layout, type Setting, type Style } from './paragraph.ts'
import type { RenderOptions } from './render-options.ts'
import { errorLines, layoutOf } from './text-parts.ts'
import { showLocation } from './wording.ts'

/** What the one who prints it decides about its look. */
export type CanTextOptions = Pick<RenderOptions, 'color' | 'width'> & {
  /** Whether more than ASCII can be shown. */
  readonly unicode: boolean
}

type Is = Explanation['is']

const styles: Readonly<Record<Is, Style>> = {
  yes: ['bold', 'green'],
  no: ['bold', 'red'],
  unknown: ['bold', 'yellow'],
  open: ['cyan'],
}

interface Signs {
  readonly marks: Readonly<Record<Is, string>>
  readonly branch: string
  readonly last: string
  readonly trunk: string
}

const drawn: Signs = {
  marks: { yes: '✔', no: '✘', unknown: '?', open: '○' },
  branch: '├─ ',
  last: '└─ ',
  trunk: '│  ',
}
const typed: Signs = {
  marks: { yes: 'yes:', no: 'no:', unknown: '?', open: 'open:' },
  branch: '|- ',
  last: '`- ',
  trunk: '|  ',
}

/** The answer in words. Where each way is open, the call decides. */
function verdictOf({ is, why: { parts } }: CanReport['answer']): string {
  if (is === 'unknown') return 'cannot tell'
  const isOpen = is === 'yes' && parts.length > 0 && parts.every(part => part.is !== 'yes')
  return isOpen ? 'yes, for calls that meet the conditions above' : is
}

/** Question, answer, and the reasons as a tree: each line rests on those below it. */
export function renderCanText(report: CanReport, options: CanTextOptions): string {
  const layout = layoutOf(options)
  const signs = options.unicode ? drawn : typed
  const { is, why } = report.answer
  const lines = [
    ...questionLines(report, layout),
    '',
    ...tree(why, { signs, layout, told: [report.question.key] }),
    '',
    ...cureLines(report, layout),
    ...report.errors.flatMap(error => [...errorLines([error], layout), '']),
    ...paragraph(verdictOf(report.answer), { lead: '', style: styles[is] }, layout),
  ]
  return `${lines.join('\n')}\n`
}

function questionLines({ question }: CanReport, layout: Layout): readonly string[] {
  const { principal, action, key, context } = question
  const given = [...context].map(([name, values]) => `${name} is ${values.join(' and ')}`)
  return [
    ...paragraph(`can ${principal} take ${action} on ${key}?`, { lead: '', style: 'bold' }, layout),
    ...given.flatMap(text => paragraph(text, { lead: '  given ', leadStyle: 'gray' }, layout)),
  ]
}

interface Look {
  readonly signs: Signs
  readonly layout: Layout
  /** Addresses that the heading or the line above names. */
  readonly told: readonly string[]
}

/** Deeper than any explanation: what lies below is left out, so that no tree can exhaust the stack. */
const deepest = 40

function tree(why: Explanation, look: Look, margins = { first: '', rest: '' }, depth = 0): readonly string[] {
  const { signs, layout } = look
  const mark = `${signs.marks[why.is]} `
  const address = why.at?.address ?? ''
  const isTold = look.told.includes(address) || why.says.includes(address)
  const line = why.location === undefined ? '' : showLocation(why.location)
  const place = [isTold ? '' : address, line].filter(part => part !== '').join(', ')
  const said = place === '' ? why.says : `${why.says} (${place})`
  const trunk = why.parts.length > 0 && depth < deepest ? signs.trunk : '   '
  const own = framed(said, { lead: mark, leadStyle: styles[why.is] }, margins, trunk, layout)
  if (depth >= deepest) return own
  const below = why.parts.flatMap((part, index) => {
    const isLast = index === why.parts.length - 1
    const inner = {
      first: `${margins.rest}${isLast ? signs.last : signs.branch}`,
      rest: `${margins.rest}${isLast ? '   ' : signs.trunk}`,
    }
    return tree(part, { ...look, told: [look.told[0] ?? '', address] }, inner, depth + 1)
  })
  return [...own, ...below]
}

/** A node in lines, beside the branches that lead to it and past it. */
function framed(
  text: string,
  setting: Setting,
  margins: { readonly first: string; readonly rest: string },
  trunk: string,
  layout: Layout,
): readonly string[] {
  const width = layout.width - margins.rest.length
  return paragraph(text, setting, { ...layout, width }).map((line, index) =>
    index === 0 ? margins.first + line : margins.rest + trunk.slice(0, 1) + line.slice(1),
  )
}

const leads = {
  yes: 'would decide it: ',
  no: 'would change it: ',
  unknown: 'would tell: ',
}

/** One line each: all of them together would do it. */
function cureLines({ answer: { is, cures } }: CanReport, layout: Layout): readonly string[] {
  if (cures.length === 0) return []
  const more = 'and: '.padStart(leads[is].length)
  const lines = cures.flatMap(({ says }, index) =>
    paragraph(says, { lead: index === 0 ? leads[is] : more, leadStyle: 'gray' }, layout),
  )
  return [...lines, '']
}
