import { Buffer } from 'node:buffer'
import { InputError } from '../model/input-error.ts'
import type { Chunks } from './head.ts'

/** Twenty times what CloudFormation takes (User Guide, "CloudFormation quotas": 1 MB). */
const mostBytes = 20 * 1024 * 1024

/** The bytes of a template as text. Bytes that are no UTF-8 and what is far too long are an `InputError`. */
export async function textOf(chunks: Chunks, input: string): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > mostBytes) {
      const hint = 'CloudFormation takes templates of 1 MB at most: hand over one stack at a time'
      throw new InputError('this template is larger than 20 MB', { input, hint })
    }
    // A copy, since whoever hands the chunk over may use its memory again.
    parts.push(Buffer.from(chunk))
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Buffer.concat(parts))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InputError('this template is not UTF-8', { input, hint: 'save it as UTF-8' })
  }
}
