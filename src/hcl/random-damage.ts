import * as fc from 'fast-check'

const marks =
  '{ } [ ] ( ) " ${ %{ ~} ~ $ % \\ # // /* */ EOT for in if else a b-c é 1 1e3 . .. ... [*] .* = == != => < && || ! ? : :: , + - * / null ; ` \' & 😀 日'
const spaces = ['\n', '\r\n', '\r', '\t', ' ', '\u00a0', '\u0301', '\u2028', '\u0000']
const longer = ['<<EOT\n', '<<-EOT\n', 'EOT\n', '\nEOT\n', '%{ if x }', '%{ endif ~}']
const bits = fc.constantFrom(...marks.split(' '), ...spaces, ...longer)

/** Takes so many characters at a part (0 to 1) of a text out, and puts others there. */
interface Change {
  readonly where: number
  readonly removed: number
  readonly added: string
}

/** For tests only: some changes to a text. */
export const randomDamage: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    removed: fc.constantFrom(0, 0, 1, 1, 2, 5, 20),
    added: fc.oneof(bits, bits, fc.constant('')),
  }),
  { minLength: 1, maxLength: 3 },
)

/** The text with those changes. Pairs of surrogates stay whole: files hold no halves. */
export function damaged(text: string, changes: readonly Change[]): string {
  return changes
    .reduce((now, { where, removed, added }) => {
      const at = Math.floor(where * now.length)
      return now.slice(0, at) + added + now.slice(at + removed)
    }, text)
    .replaceAll(/\p{Surrogate}/gu, '')
}

/** For tests only: tokens in a row, without sense. */
export const randomTokens: fc.Arbitrary<string> = fc.array(bits, { maxLength: 20 }).map(all => all.join(''))
