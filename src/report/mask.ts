import type { ReadInput } from '../model/inventory.ts'
import { hidden } from './who-sensitive.ts'

/** Takes what must not be printed out of a text. */
export type Mask = (text: string) => string

/** What the secrets of these inputs are hidden with; nothing where they have none. */
export function maskOf(inputs: readonly Pick<ReadInput, 'secrets'>[]): Mask | undefined {
  const root = branch()
  for (const secret of inputs.flatMap(({ secrets = [] }) => secrets)) plant(root, secret)
  return root.next.size === 0 ? undefined : text => masked(root, text)
}

/** Secrets that begin alike share a branch, so that a text takes no longer the more there are. */
interface Branch {
  readonly next: Map<string, Branch>
  isEnd: boolean
}

function branch(): Branch {
  return { next: new Map(), isEnd: false }
}

/** No name or ARN of AWS is longer. */
const longest = 2048

function plant(root: Branch, secret: string): void {
  let at = root
  for (const character of secret.slice(0, longest)) {
    const next = at.next.get(character) ?? branch()
    at.next.set(character, next)
    at = next
  }
  at.isEnd = true
}

function masked(root: Branch, text: string): string {
  const characters = Array.from(text)
  let told = ''
  for (let index = 0; index < characters.length;) {
    const end = isStart(characters, index) ? endOf(root, characters, index) : undefined
    told += end === undefined ? characters[index] : hidden
    index = end ?? index + 1
  }
  return told
}

/** One of these in a longer word is no accident. */
const isLong = 8

/** The end of the longest secret that begins here; short ones are whole words, long ones may be put into longer words. */
function endOf(root: Branch, characters: readonly string[], start: number): number | undefined {
  const isFree = !isInWord(characters, start)
  let end: number | undefined
  let at: Branch | undefined = root
  for (let index = start; at !== undefined; index += 1) {
    if (at.isEnd && (index - start >= isLong || (isFree && !isInWord(characters, index)))) end = index
    at = at.next.get(characters[index] ?? '')
  }
  return end
}

/** What stands behind a point is a name of the configuration, such as `app` in `aws_iam_role.app`. */
function isStart(characters: readonly string[], index: number): boolean {
  return characters[index - 1] !== '.'
}

function isInWord(characters: readonly string[], index: number): boolean {
  return isOfWord(characters[index - 1]) && isOfWord(characters[index])
}

function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character)
}
