import type { Alias } from '../../model/inventory.ts'
import { holesOf, type Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/** API Reference, CreateAlias: `AliasName`. */
const allowed = /^alias\/[a-zA-Z0-9/_-]+$/
const longest = 256

/** A name under `alias/aws/`, which only AWS can give. */
export const isReserved: Word<Alias> = {
  says: 'its name begins with `alias/aws/`',
  ask: alias => startsWith(alias, name => name.startsWith('alias/aws/')),
}

/** A name that AWS KMS refuses. */
export const hasInvalidName: Word<Alias> = {
  says: 'its name is not `alias/` with letters, digits, `/`, `_` and `-`',
  ask: alias => {
    const { partOfName = [] } = alias
    const name = alias.name ?? likeIt(partOfName)
    if (name !== undefined) return answer(!allowed.test(name) || name.length > longest, [alias.at])
    const known = partOfName.map(part => (isUnknown(part) ? 'x' : part)).join('')
    // A hole can stand for what begins with `alias/`.
    const isBad = /[^a-zA-Z0-9/_-]/.test(known) || (!isUnknown(partOfName[0]) && !isBeginning(known))
    return partOfName.length > 0 && isBad ? answer(true, [alias.at]) : hangsOn(holesIn(alias))
  },
}

function isBeginning(known: string): boolean {
  return known.startsWith('alias/')
}

function startsWith(alias: Alias, holds: (name: string) => boolean) {
  const name = alias.name ?? likeIt(alias.partOfName ?? [])
  const [first = ''] = name === undefined ? (alias.partOfName ?? []) : [name]
  const known = isUnknown(first) ? '' : first
  if (holds(known)) return answer(true, [alias.at])
  // What is known may only be its beginning: `alias/` and a hole.
  const canStill = name === undefined && 'alias/aws/'.startsWith(known)
  return canStill ? hangsOn(holesIn(alias)) : answer(false)
}

/** Letters, digits and hyphens, whatever they are (CloudFormation User Guide, "Pseudo parameters reference"). */
const plain = /^AWS::(?:StackName|Region|AccountId)\b/

/** A name that is as good as the one that it will be: all that is not known of that are plain words. */
function likeIt(parts: Text): string | undefined {
  if (parts.length === 0 || holesOf(parts).some(({ name }) => !plain.test(name))) return undefined
  const name = parts.map(part => (isUnknown(part) ? 'x' : part)).join('')
  // A stack can be named `aws`.
  return name.startsWith('alias/x/') ? undefined : name
}

function holesIn({ partOfName = [], at }: Alias): readonly Unknown[] {
  const holes = holesOf(partOfName)
  const name: Unknown = {
    kind: 'unknown',
    reason: 'known-after-apply',
    name: 'the name of the alias',
    shape: 'anything',
    at,
  }
  return holes.length > 0 ? holes : [name]
}
