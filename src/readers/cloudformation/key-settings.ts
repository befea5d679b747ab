import type { Key, Placed, Setting } from '../../model/key.ts'
import { below } from '../../model/source-location.ts'
import { literal } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { property, type Declared } from './declared.ts'
import { placed } from './evaluate/evaluate.ts'
import { hole, textOf } from './evaluate/node-parts.ts'
import { wordIn } from './syntax/tree.ts'

/** What a key has besides its kind (Template Reference, "AWS::KMS::Key"; User Guide, "DeletionPolicy attribute"). */
export function keySettings(
  key: Declared,
  origin: Key['origin'],
): Pick<Key, 'rotationPeriod' | 'deletionWindow' | 'hasMaterial' | 'keptFromDestroy'> {
  const period = numberIn(key, 'RotationPeriodInDays')
  const window = numberIn(key, 'PendingWindowInDays')
  return {
    ...(period === undefined ? {} : { rotationPeriod: period }),
    ...(window === undefined ? {} : { deletionWindow: window }),
    // A template has no way to import material: AWS creates such a key without.
    ...(origin === 'EXTERNAL' ? { hasMaterial: { value: false, at: key.at } } : {}),
    keptFromDestroy: keptFromDestroy(key),
  }
}

/** CloudFormation deletes a key unless its policy says otherwise; what is not told can be anything. */
function keptFromDestroy({ at, declaration: { deletionPolicy } }: Declared): Setting {
  if (deletionPolicy === undefined) return { value: false, at }
  const word = wordIn(deletionPolicy)
  const place = placed(below(at, 'DeletionPolicy'), deletionPolicy)
  if (word === undefined) return { value: hole(place, 'DeletionPolicy', 'undecided-condition'), at: place }
  return { value: word.startsWith('Retain'), at: place }
}

function numberIn(key: Declared, name: string): Placed<number> | undefined {
  const node = property(key, name)
  if (node === undefined || (node.type === 'literal' && node.value === null)) return undefined
  const { at } = node
  const value = textOf(node)
  const word = value && literal(value)
  if (word !== undefined && /^\d{1,9}$/.test(word)) return { value: Number(word), at }
  return { value: value?.find(isUnknown) ?? hole(at, name, 'malformed'), at }
}
