// oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin
import { parentPort, workerData } from 'node:worker_threads'
import { loader, notices } from './run.mjs'

const { root, modules, suites } = workerData
const load = await loader(root, modules, suites)
parentPort.postMessage({ ready: true })

parentPort.on('message', async ({ change, questions }) => {
  parentPort.postMessage(await outcome(load(change), questions))
})

/** Which question notices first. That a module cannot be loaded any more is noticed too. */
async function outcome(asked, questions) {
  const suite = new Map()
  for (const { id, suite: name, index } of questions) {
    parentPort.postMessage({ alive: true })
    try {
      if (!suite.has(name)) suite.set(name, asked(name))
    } catch {
      return { killed: true, by: id, suite: name }
    }
    const ask = suite.get(name)[index]
    if (ask === undefined || (await notices(ask))) return { killed: true, by: id, suite: name }
  }
  return { killed: false }
}
