/**
 * `pow` and `log` as Terraform computes them, in doubles; nothing where machines round them differently or where the
 * result is not a short decimal.
 */

/** The bases up to which Go tells the logarithm of each power as whole, or not, as we do. */
const largestBase = 13

/** How often a base that is multiplied with itself gives a number; nothing for what is in between. */
export function logarithm(number: number, base: number): number | undefined {
  if (!Number.isInteger(base) || base < 2 || base > largestBase || !isPower(number, base)) return undefined
  const result = Math.log(number) / Math.log(base)
  return Number.isInteger(result) ? result : undefined
}

function isPower(number: number, base: number): boolean {
  let reached = 1
  while (reached < number) reached *= base
  return reached === number && Number.isSafeInteger(reached)
}

/** More factors than this leave only 0, 1 and -1 as they were. */
const mostFactors = 60

/** A number multiplied with itself, where that is exact; of negative exponents only what ends in binary. */
export function power(number: number, exponent: number): number | undefined {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > mostFactors) return undefined
  let result = 1
  for (let count = 0; count < Math.abs(exponent); count++) {
    result *= number
    if (!isExact(result)) return undefined
  }
  if (exponent >= 0) return result
  return isExact(1 / result) && (1 / result) * result === 1 ? 1 / result : undefined
}

/** Whether a double holds it to the last digit, and in few digits. */
function isExact(value: number): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value)
  return Number.isSafeInteger(value * 1024) && Number(value.toPrecision(15)) === value
}
