/** An input or a configuration that cannot be read. Text in lower case, the cure apart. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly place: ErrorPlace

  constructor(message: string, place: ErrorPlace) {
    super(message)
    this.place = place
  }
}

/** Which input, where in it (1-based), and what to do about it. */
export interface ErrorPlace {
  readonly input: string
  /** The exact cure. */
  readonly hint: string
  readonly line?: number
  readonly column?: number
}
