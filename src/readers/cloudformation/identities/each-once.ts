import { hole } from '../evaluate/node-parts.ts'
import { hanging, showHolder, type Held, type Holder } from './holder.ts'

/**
 * The policies of a holder, each once: of one that is attached in several ways the most certain one. Of two inline
 * policies of one name either can be the last that is written.
 */
export function eachOnce(holder: Holder): Held[] {
  const attached = new Map<string, Held>()
  const writers = new Map<string, number>()
  for (const held of holder.held) {
    const { form, id, policy } = held
    if (form === 'inline') writers.set(id, (writers.get(id) ?? 0) + 1)
    else {
      const known = attached.get(id)
      if (known === undefined || policy.hangsOn.length < known.policy.hangsOn.length) attached.set(id, held)
    }
  }
  return holder.held.flatMap(held => {
    if (held.form === 'attached') return attached.get(held.id) === held ? [held] : []
    // What hangs on a condition is in doubt already: the other one is perhaps written where it is not.
    const isAlone = writers.get(held.id) === 1 || held.policy.hangsOn.length > 0
    return [isAlone ? held : hanging(held, [lastWritten(holder, held)])]
  })
}

function lastWritten(holder: Holder, { id }: Held) {
  const name = `which inline policy ${JSON.stringify(id)} of ${showHolder(holder)} is written last`
  return hole(holder.at, name, 'undecided-condition')
}
