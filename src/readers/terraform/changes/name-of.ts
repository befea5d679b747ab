import { named, type Named } from '../../shared/decisions.ts'
import { holderOf } from '../../snapshot/arns.ts'
import type { Holder } from '../holder.ts'
import { word } from '../json-value.ts'
import { attribute, isHole } from '../values.ts'

/** A holder of the plan as others can name it; nothing while its name is not known. */
export function nameOf({ kind, account, name, instance }: Holder): Named | undefined {
  if (name !== undefined) return named(kind, account, name)
  const arn = instance === undefined ? undefined : attribute(instance.values, 'arn')
  const holder = arn === undefined || isHole(arn) ? undefined : holderOf(word(arn.json) ?? '')
  return holder?.kind === kind ? { holder } : undefined
}
