import type { KeyNeed, KeyUse } from '../../../model/key-use.ts'
import { principalId } from '../../../model/principal.ts'
import { showText } from '../../../model/text.ts'
import type { Stack } from '../evaluate/stack.ts'
import { readingOf, resource, templateWith } from '../test-stack.ts'
import { readUses } from './uses.ts'

/** For tests only: a reference to an attribute. */
export function att(id: string, attribute = 'Arn'): object {
  return { 'Fn::GetAtt': [id, attribute] }
}

/** For tests only: the uses of a stack with the key `K`. */
export function usesOf(resources: object, rest: Partial<Stack> = {}): readonly KeyUse[] {
  return readUses(readingOf(templateWith({ K: resource('AWS::KMS::Key'), ...resources }), rest))
}

/** For tests only: where each key is named, and as what it is told. */
export function keysIn(uses: readonly KeyUse[]): readonly string[] {
  return uses.map(({ at, key }) => `${at.address} ${at.pointer.replace('/Properties', '')} ${keyOf(key)}`)
}

function keyOf({ addresses, file, name, unknown }: KeyUse['key']): string {
  const told = [file === undefined ? '' : `${file}:`, addresses.join('|'), name && showText(name)].join('')
  return unknown === undefined ? told : `${told}?${unknown.name}`
}

/** For tests only: who needs what, and what the request carries. */
export function needIn({ row, by, needed, documented, context }: KeyNeed): string {
  const carried = [...context].flatMap(([name, [value = []]]) =>
    value.some(part => typeof part !== 'string' && /^(?:whether|the organization)/.test(part.name))
      ? []
      : [`${name}=${showText(value)}`],
  )
  const who = by === 'caller' ? by : principalId(by)
  return [row, who, needed.join(','), documented.join(','), ...carried].filter(part => part !== '').join(' ')
}
