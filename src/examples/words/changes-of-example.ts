import type { ChangedAccess } from '../../model/change.ts'
import { principalId } from '../../model/principal.ts'
import type { Example } from '../../rules/example.ts'
import type { Subjects } from '../../rules/subject.ts'
import { worldOfExample } from '../run-example.ts'

/** For tests only: an example that says nothing of itself. */
export type Situation = Omit<Example, 'says'>

/** For tests only: what rules judge of what becomes of an example's own key. */
export function changesOfKey<About extends keyof Subjects>(
  about: About,
  situation: Situation,
): readonly Subjects[About][] {
  const { graph, beyond } = worldOfExample({ says: '', ...situation })
  const [key] = graph.keys
  if (key === undefined) throw new Error('no key')
  return beyond?.changes?.ofKey(key)[about]?.() ?? []
}

/** For tests only: the same of all that belongs to no key that there is. */
export function otherChanges<About extends keyof Subjects>(
  about: About,
  situation: Situation,
): readonly Subjects[About][] {
  const { changes } = worldOfExample({ says: '', ...situation }).beyond ?? {}
  return [...(changes?.others() ?? [])].flatMap(one => one[about]?.() ?? [])
}

/** For tests only: what happens to whom, in short: `gained role/App`. */
export function inShort({ kind, access: { principal } }: ChangedAccess): string {
  return `${kind} ${principalId(principal).replace('arn:aws:iam::111122223333:', '')}`
}
