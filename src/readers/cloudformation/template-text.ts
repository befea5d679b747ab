import { InputError } from '../../model/input-error.ts'
import type { Chunks } from '../head.ts'
import { wholeOf } from '../shared/whole.ts'

/**
 * Twenty times what CloudFormation takes: what tools have yet to shrink (comments, indentation) may be larger.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const mostBytes = 20 * 1024 * 1024

/** The bytes of a template as text. Bytes that are no UTF-8 and what is far too long are an `InputError`. */
export async function templateText(chunks: Chunks, input: string): Promise<string> {
  const bytes = await wholeOf(chunks, mostBytes, () => {
    const hint = 'CloudFormation takes templates of at most 1 MB: split it into nested stacks'
    return new InputError('this template is larger than 20 MB', { input, hint })
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InputError('this template is not UTF-8', { input, hint: 'save it as UTF-8' })
  }
}
