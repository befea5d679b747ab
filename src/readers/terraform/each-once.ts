import { hanging, showHolder, type Held, type Holder } from './holder.ts'
import { hole } from './values.ts'

/**
 * The policies of a holder, each once: of one that is attached in several ways the most certain one. An inline policy
 * takes the place of the one that AWS reports under its name; of two that the plan writes, either can be the last.
 */
export function eachOnce(holder: Holder): Held[] {
  const attached = new Map<string, Held>()
  const writers = new Map<string, number>()
  for (const held of holder.held) {
    const { form, id, isFound, policy } = held
    if (form === 'inline' && !isFound) writers.set(id, (writers.get(id) ?? 0) + 1)
    if (form === 'inline') continue
    const known = attached.get(id)
    if (known === undefined || policy.hangsOn.length < known.policy.hangsOn.length) attached.set(id, held)
  }
  return holder.held.flatMap(held => {
    if (held.form === 'attached') return attached.get(held.id) === held ? [held] : []
    const count = writers.get(held.id) ?? 0
    if (count === 0 || (count === 1 && !held.isFound)) return [held]
    return held.isFound ? [] : [hanging(held, [lastWritten(holder, held)])]
  })
}

function lastWritten(holder: Holder, { id }: Held) {
  const name = `which inline policy ${JSON.stringify(id)} of ${showHolder(holder)} is written last`
  return hole(holder.at, name, 'anything', 'undecided-condition')
}
