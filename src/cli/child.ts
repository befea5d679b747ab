import type { ChildProcess } from 'node:child_process'

/** How a program ended: with a code, by a signal, or it never ran. */
export type End =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'error'; readonly error: Error }

/** Comes when the program has ended and all that it printed was taken. */
export function endOf(child: ChildProcess): Promise<End> {
  return new Promise(resolve => {
    child.once('error', error => resolve({ kind: 'error', error }))
    child.once('close', (code, signal) =>
      resolve(code === null ? { kind: 'signal', signal: signal ?? 'a signal' } : { kind: 'code', code }),
    )
  })
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Sees to it that a program does not outlive us. A signal to us is passed on, and ends us once the program has ended; a
 * second one does so at once. Answers what takes that back.
 */
export function endWithUs(child: ChildProcess): () => void {
  let isEnding = false
  const atExit = () => child.kill('SIGKILL')
  const passOn = (signal: NodeJS.Signals): void => {
    const end = () => {
      release()
      process.kill(process.pid, signal)
    }
    child.kill(isEnding ? 'SIGKILL' : signal)
    if (isEnding) end()
    else child.once('exit', end)
    isEnding = true
  }
  const release = (): void => {
    process.off('exit', atExit)
    for (const signal of signals) process.off(signal, passOn)
  }
  process.on('exit', atExit)
  for (const signal of signals) process.on(signal, passOn)
  return release
}

const mostTold = 4096

/** The end of what a program prints for people: bounded, since it can log without end. */
export function lastWords(stream: NodeJS.ReadableStream): () => string {
  let kept: Buffer = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk])
    if (kept.length > mostTold) kept = Buffer.from(kept.subarray(kept.length - mostTold))
  })
  return () => kept.toString()
}
