/** What the one who prints a report decides about its look. */
export interface RenderOptions {
  readonly color: boolean
  /** Adds to each finding what only an investigation needs: actions, pointers, fingerprints. */
  readonly verbose: boolean
  /** Columns of the terminal; absent where lines are read elsewhere. */
  readonly width?: number
  /** Tells several reports of one repository apart in code scanning: a directory, a stage. */
  readonly label?: string
}
