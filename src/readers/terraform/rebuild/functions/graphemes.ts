/** Characters as people count them and as Terraform does: a letter with its accents is one (Unicode's annex 29). */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** In plain text each unit is a character, but a line break of two. */
function isPlain(text: string): boolean {
  return !/[^\p{ASCII}]|\r/u.test(text)
}

/** Long texts are segmented piece by piece: the time that the segmenter takes grows faster than its text. */
const shortest = 256

/** Where each character of a text ends, in order, up to a number of them. */
export function characterEnds(text: string, most: number = Number.POSITIVE_INFINITY): readonly number[] {
  const ends: number[] = []
  if (isPlain(text)) {
    for (let end = 1; end <= text.length && ends.length < most; end++) ends.push(end)
    return ends
  }
  let start = 0
  let size = shortest
  while (start < text.length && ends.length < most) {
    const piece = text.slice(start, start + size)
    const found = endsIn(piece)
    // The last character may go on behind the piece; what is before it may not.
    const certain = start + size < text.length ? found.slice(0, -1) : found
    for (const end of certain) if (ends.length < most) ends.push(start + end)
    start += certain.at(-1) ?? 0
    size = certain.length === 0 ? size * 2 : shortest
  }
  return ends
}

function endsIn(piece: string): readonly number[] {
  return Array.from(segmenter.segment(piece), ({ index, segment }) => index + segment.length)
}

/** The number of characters of a text. */
export function characterCount(text: string): number {
  return isPlain(text) ? text.length : characterEnds(text).length
}
