// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** A change can make a loop that does not end. */
const patience = 20_000

/** What becomes of each mutant: asked in as many threads as there are processors, until a question notices. */
export async function outcomesOf({ root, modules, suites, mutants, questions }) {
  const results = []
  const open = mutants.values()
  // Who noticed a neighbour is asked first, then what takes least time.
  const noticed = new Map()
  const take = () => {
    const mutant = open.next().value
    if (mutant === undefined) return undefined
    const counts = noticed.get(mutant.path) ?? new Map()
    noticed.set(mutant.path, counts)
    const asked = mutant.questions
      .map(id => questions[id])
      .toSorted(
        (one, other) => (counts.get(other.id) ?? 0) - (counts.get(one.id) ?? 0) || one.took - other.took,
      )
    return { mutant, asked, counts }
  }
  const done = ({ mutant, counts }, { killed, by, suite }) => {
    if (by !== undefined) counts.set(by, (counts.get(by) ?? 0) + 1)
    results.push({ ...mutant, killed, by: suite })
    if (results.length % 500 === 0) console.log(`${results.length} of ${mutants.length} asked`)
  }
  await Promise.all(
    Array.from({ length: availableParallelism() }, () => thread({ root, modules, suites }, take, done)),
  )
  return results
}

function thread(workerData, take, done) {
  return new Promise((resolve, reject) => {
    let worker
    let task
    let timer
    const next = () => {
      task = take()
      if (task === undefined) {
        clearTimeout(timer)
        worker.terminate().then(resolve, reject)
        return
      }
      const { path, code } = task.mutant
      worker.postMessage({ change: { path, code }, questions: task.asked })
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        worker.terminate()
        if (task !== undefined) done(task, { killed: true })
        start()
      }, patience)
    }
    const start = () => {
      worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData })
      worker.on('error', reject)
      worker.on('message', message => {
        wait()
        if (message.alive === true) return
        if (message.ready !== true) done(task, message)
        next()
      })
      wait()
    }
    start()
  })
}
