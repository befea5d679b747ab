import { once } from 'node:events'

/** Prints a text in parts, each when the one before is taken; ends early when nobody reads any more. */
export async function print(parts: Iterable<string>): Promise<void> {
  const { stdout } = process
  for (const part of parts) {
    if (!stdout.writable) return
    if (stdout.write(part)) continue
    try {
      await once(stdout, 'drain')
    } catch {
      // `keyplan … | head` closes the pipe early; any other error is thrown where the stream's errors are heard.
      return
    }
  }
}
