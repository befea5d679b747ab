/** What tells whether colours are welcome. */
export interface Terminal {
  readonly isTTY?: boolean
}

/** Whether to print in colour: the flag decides, then `FORCE_COLOR`, then `NO_COLOR`, then whether a person looks. */
export function wantsColor(
  when: 'auto' | 'always' | 'never',
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): boolean {
  if (when !== 'auto') return when === 'always'
  const forced = environment['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if ((environment['NO_COLOR'] ?? '') !== '') return false
  return terminal.isTTY === true && environment['TERM'] !== 'dumb'
}
