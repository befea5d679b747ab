/**
 * JSON whose strings hold no character that a terminal acts on, and nothing that a CI log takes for a
 * command (`##[name]`, `##vso[name]`): these are written as `\u….`, which means the same to each JSON reader.
 */
export function inertJson(value: unknown): string {
  return `${inert(JSON.stringify(value, undefined, 2))}\n`
}

/** The same on one line, without a line break at its end: a part of a longer JSON text. */
export function inertJsonLine(value: unknown): string {
  return inert(JSON.stringify(value))
}

function inert(json: string): string {
  return json.replace(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\w*\[)/gu, escaped)
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
