import { principalId, type Principal } from './principal.ts'
import type { Unknown } from './unknown.ts'

/**
 * What is not known of what names a role or user that is destroyed and created anew under the same ARN: AWS keeps the
 * unique id behind the name, which the new one does not have (IAM User Guide, "AWS JSON policy elements: Principal").
 */
export function doubtAboutReplaced(principal: Principal): string {
  return `whether AWS still takes ${principalId(principal)} for the ${principal.kind} that it named`
}

/** Whether a hole is that doubt. */
export function isDoubtAbout({ reason, name }: Unknown, principal: Principal): boolean {
  return reason === 'undecided-condition' && name === doubtAboutReplaced(principal)
}
