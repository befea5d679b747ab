import { isObject, names, property } from '../json-value.ts'
import { plain } from './test-values.ts'
import type { Value } from './value.ts'

/** Marks holes in plain texts: no policy has it. */
const mark = '\ue000'

/** For tests only: where two values that are known in part cannot be the same, if anywhere. Lists count as sets. */
export function contradiction(one: Value, other: Value): string | undefined {
  return differing(
    plain(one, () => mark),
    plain(other, () => mark),
    '',
  )
}

function differing(one: unknown, other: unknown, path: string): string | undefined {
  if (isOpen(one) || isOpen(other)) return undefined
  if (Array.isArray(one) || Array.isArray(other)) {
    const [first, second] = [listOf(one), listOf(other)]
    if (path === '/Statement') return inOrder(first, second, path)
    return withoutCounterpart(first, second, path) ?? withoutCounterpart(second, first, path)
  }
  if (isObject(one) && isObject(other)) {
    const all = [...new Set([...names(one), ...names(other)])]
    return all
      .map(name => differing(property(one, name), property(other, name), `${path}/${name}`))
      .find(found => found !== undefined)
  }
  if (typeof one === 'string' && typeof other === 'string') {
    return canBe(one, other) ? undefined : `${path}: ${one} is not ${other}`
  }
  return one === other ? undefined : `${path}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`
}

/** Nothing is known of it; what may not be there can be left out. */
function isOpen(value: unknown): boolean {
  return typeof value === 'string' && (value === mark || value === `…${mark}`)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function inOrder(one: readonly unknown[], other: readonly unknown[], path: string): string | undefined {
  if ([...one, ...other].some(isOpen)) return undefined
  if (one.length !== other.length) return `${path}: ${one.length} are not ${other.length}`
  return one
    .map((item, index) => differing(item, other[index], `${path}/${index}`))
    .find(found => found !== undefined)
}

function withoutCounterpart(
  one: readonly unknown[],
  other: readonly unknown[],
  path: string,
): string | undefined {
  const alone = one.find(item => !other.some(match => differing(item, match, path) === undefined))
  return alone === undefined ? undefined : `${path}: ${JSON.stringify(alone)} stands on one side only`
}

/** Whether holes can be filled so that the texts are the same, as far as the holes of one tell. */
function canBe(one: string, other: string): boolean {
  if (one.includes(mark) && other.includes(mark)) return true
  const [open, known] = one.includes(mark) ? [one, other] : [other, one]
  const pattern = open.split(mark).map(text => text.replaceAll(/\W/g, '\\$&'))
  return new RegExp(`^${pattern.join('[^]*')}$`).test(known)
}
