import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'
import { notices, prefix } from './run.mjs'

/** A question that takes more milliseconds of a processor is not asked thousands of times. */
const patience = 1_500

/**
 * Which questions reach which places, offsets by path, and whether a place is reached when the modules are loaded: any
 * question of any suite may depend on it then. Questions that fail already are told apart. What `loading` loads is
 * counted too, so it is called here.
 */
export async function reachOf(places, suites, loading) {
  // Of a function that is optimized, V8 no longer counts the calls: what is asked often would seem to be reached by little.
  setFlagsFromString('--no-opt')
  const post = profiler()
  const reached = () => reachedIn(post('Profiler.takePreciseCoverage').result, places)
  const reach = new Map([...places].map(([path, all]) => [path, all.map(() => ({ atLoad: false, by: [] }))]))
  const asked = (await loading())()
  const questions = []
  const failing = []
  const slow = []
  for (const suite of suites) {
    const all = asked(suite)
    for (const [path, hits] of reached()) for (const hit of hits) reach.get(path)[hit].atLoad = true
    for (const [index, ask] of all.entries()) {
      let { isWrong, took } = await asking(ask)
      const hits = reached()
      if (isWrong || took > patience) {
        setFlagsFromString('--opt')
        ;({ isWrong, took } = await asking(ask))
        setFlagsFromString('--no-opt')
        reached()
      }
      if (isWrong) failing.push({ suite, index })
      else if (took > patience) slow.push({ suite, index })
      else {
        const id = questions.length
        questions.push({ id, suite, index, took })
        for (const [path, found] of hits) for (const hit of found) reach.get(path)[hit].by.push(id)
      }
    }
  }
  setFlagsFromString('--opt')
  return { reach, questions, failing, slow }
}

async function asking(ask) {
  const began = process.cpuUsage()
  const isWrong = await notices(ask)
  return { isWrong, took: process.cpuUsage(began).user / 1000 }
}

function profiler() {
  const session = new Session()
  session.connect()
  const post = (method, params) => {
    let answer
    session.post(method, params, (failure, result) => {
      if (failure) throw failure
      answer = result
    })
    return answer
  }
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return post
}

function reachedIn(scripts, places) {
  return scripts.flatMap(({ url, functions }) => {
    const path = url.replace(/^mutated:/, '')
    const all = places.get(path)
    if (all === undefined) return []
    const ranges = functions.flatMap(one => one.ranges)
    // Inner ones later: they say more.
    ranges.sort((one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset)
    return [[path, hitsIn(all, ranges)]]
  })
}

function hitsIn(all, ranges) {
  const hits = []
  for (const [index, place] of all.entries()) {
    const at = place + prefix.length
    let count = 0
    for (const { startOffset, endOffset, count: times } of ranges) {
      if (startOffset > at) break
      if (at < endOffset) count = times
    }
    if (count > 0) hits.push(index)
  }
  return hits
}
