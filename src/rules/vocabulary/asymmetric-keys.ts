import type { Key } from '../../model/key.ts'
import { literal } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/** 2048-bit RSA that encrypts: for signatures it is nothing to worry about yet (Control Tower, CT.KMS.PR.2). */
export const encryptsWithShortRsa: Word<Key> = {
  says: 'it encrypts with 2048-bit RSA',
  ask: ({ spec, usage }) => {
    const isOther =
      (!isUnknown(spec) && spec !== 'RSA_2048') || (!isUnknown(usage) && usage !== 'ENCRYPT_DECRYPT')
    const holes = [spec, usage].filter(isUnknown)
    return isOther || holes.length === 0 ? answer(!isOther) : hangsOn(holes)
  },
}

/** A statement of its policy asks for padding with SHA-1 (condition key `kms:EncryptionAlgorithm`). */
export const allowsOldPadding: Word<Key> = {
  says: 'a statement of its policy allows `RSAES_OAEP_SHA_1` by name',
  ask: ({ policies }) => {
    const found = policies
      .flatMap(({ document }) => document.statements)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ conditions }) => conditions)
      .filter(({ key }) => key.toLowerCase() === 'kms:encryptionalgorithm')
      .filter(({ operator }) => !operator.includes('Not'))
      .filter(({ values }) => values.some(value => literal(value) === 'RSAES_OAEP_SHA_1'))
    return answer(
      found.length > 0,
      found.map(({ at }) => at),
    )
  },
}
