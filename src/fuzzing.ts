/** For tests only: how a file of `properties` properties is fuzzed. */
export interface Fuzzing {
  /** For `fc.assert`. */
  readonly runs: {
    readonly numRuns: number
    readonly interruptAfterTimeLimit: number
    readonly markInterruptAsFailure: boolean
  }
  /** For the test around it, in milliseconds. */
  readonly timeout: number
}

/** KEYPLAN_FUZZ_SECONDS makes a run longer; KEYPLAN_SEED draws other values. */
export function fuzzing(properties: number): Fuzzing {
  const milliseconds = (Number(process.env['KEYPLAN_FUZZ_SECONDS'] ?? 2) / properties) * 1000
  return {
    runs: {
      numRuns: 1_000_000_000,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
    },
    timeout: milliseconds + 30_000,
  }
}
