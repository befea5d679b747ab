import { InputError } from '../../../model/input-error.ts'
import { deepest } from '../../../yaml/tokens.ts'

/** Where a fault stands; both count from 1. */
export interface FaultPlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The error for text that is no template, with its cure. */
export function syntaxFault({ file, line, column }: FaultPlace, message: string, hint: string): InputError {
  return new InputError(message, { input: file, line, column, hint })
}

/** A name that an object already has. */
export function standsTwice(place: FaultPlace, name: string): InputError {
  return syntaxFault(place, `\`${shortened(name)}\` stands twice in this object`, 'keep one of them')
}

/** Values in values in values. */
export function tooDeep(place: FaultPlace): InputError {
  const hint = 'CloudFormation takes no such template: hand over what is deployed'
  return syntaxFault(place, `values are nested deeper than ${deepest} levels`, hint)
}

/** More values, names and signs than memory has room for. */
export function tooLarge(place: FaultPlace): InputError {
  const hint = 'CloudFormation takes templates of at most 1 MB: split it into nested stacks'
  return syntaxFault(place, 'this template is too large', hint)
}

/** Whether a text has a surrogate without its other half. */
export function hasHalfCharacter(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text)
}

/** Half of a character, which only an escape can write. No UTF-8 holds it, so AWS would never see it. */
export function halfCharacter(place: FaultPlace): InputError {
  const hint = 'write the character itself, or both halves of its escape'
  return syntaxFault(place, 'this text has an escape that is half of a character', hint)
}

/** At most so much of what the author wrote goes into a message. */
export function shortened(written: string): string {
  return written.length > 60 ? `${written.slice(0, 57)}...` : written
}
