import { CaseError, readCase, type SimulationCase } from './case.ts'

/** A case, or what is wrong with it. */
export type ReadCase =
  | { readonly kind: 'case'; readonly case: SimulationCase }
  | { readonly kind: 'mistake'; readonly where: string; readonly says: string }

/** Reads a JSON object, an array of them, or JSON Lines. A mistake in one case does not hide the others. */
export function readCases(source: string): readonly ReadCase[] {
  const whole = parsed(source)
  if (whole.kind === 'json') {
    const values: readonly unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value]
    return values.map((value, index) => attempted(value, `case ${index + 1}`))
  }
  const lines = [...source.split('\n').entries()].filter(([, line]) => line.trim() !== '')
  if (lines.length === 0) return [{ kind: 'mistake', where: 'the file', says: 'it is empty' }]
  return lines.map(([index, line]) => {
    const where = `line ${index + 1}`
    const read = parsed(line)
    return read.kind === 'json'
      ? attempted(read.value, where)
      : { kind: 'mistake', where, says: `it is not JSON: ${read.says}` }
  })
}

type Parsed =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly says: string }

function parsed(source: string): Parsed {
  try {
    return { kind: 'json', value: JSON.parse(source) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'fault', says: error.message }
  }
}

function attempted(value: unknown, where: string): ReadCase {
  try {
    return { kind: 'case', case: readCase(value, where) }
  } catch (error) {
    if (!(error instanceof CaseError)) throw error
    return { kind: 'mistake', where: nameOf(value) ?? where, says: error.message }
  }
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  return typeof value.id === 'string' ? value.id : undefined
}
