/** For tests only: how a file of `properties` properties is fuzzed. */
export interface Fuzzing {
  /** For `fc.assert`. */
  readonly runs: {
    readonly seed: number
    readonly numRuns: number
    readonly interruptAfterTimeLimit: number
    readonly markInterruptAsFailure: boolean
  }
  /** For the test around it, in milliseconds. */
  readonly timeout: number
}

/** KEYPLAN_FUZZ_SECONDS and KEYPLAN_FUZZ_SEED make a run longer, or the same again. */
export function fuzzing(properties: number): Fuzzing {
  const milliseconds = (Number(process.env['KEYPLAN_FUZZ_SECONDS'] ?? 2) / properties) * 1000
  const seed = Number(process.env['KEYPLAN_FUZZ_SEED'] ?? Date.now() % 2 ** 31)
  console.log(`fuzzed with KEYPLAN_FUZZ_SEED=${seed}`)
  return {
    runs: {
      seed,
      numRuns: 1_000_000_000,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
    },
    timeout: milliseconds + 30_000,
  }
}
