/** The index of an instance: of `count` a number, of `for_each` a string. */
export type Index = string | number

/** A name of an address or a reference with the index behind it: `key[0]`. */
export interface Segment {
  readonly name: string
  readonly index?: Index
}

/** An address taken apart: `module.app["x"].data.aws_iam_policy_document.key[0]`. */
export interface ParsedAddress {
  readonly modules: readonly Segment[]
  /** `data.aws_iam_policy_document.key`, as it stands in the configuration. */
  readonly block: string
  readonly index?: Index
}

/** Longer ones are nobody's; the limit keeps the pattern below cheap. */
const longest = 10_000

const segment = /([^.[\]"]+)((?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])*)(\.|$)/y

/** The segments of an address or reference; nothing when it has another form. */
export function segments(written: string): readonly Segment[] | undefined {
  if (written.length > longest) return undefined
  const found: Segment[] = []
  let offset = 0
  do {
    segment.lastIndex = offset
    const [whole, name, indexes, dot] = segment.exec(written) ?? []
    if (whole === undefined || name === undefined || indexes === undefined) return undefined
    offset += whole.length
    if (dot === '.' && offset === written.length) return undefined
    const index = firstIndex(indexes)
    found.push(index === undefined ? { name } : { name, index })
  } while (offset < written.length)
  return found
}

/** Takes a resource's address apart; nothing when it is none. */
export function parseAddress(address: string): ParsedAddress | undefined {
  const all = segments(address)
  if (all === undefined) return undefined
  const modules: Segment[] = []
  let next = 0
  for (; all[next]?.name === 'module'; next += 2) {
    const called = all[next + 1]
    if (called === undefined) return undefined
    modules.push(called)
  }
  const rest = all.slice(next)
  const last = rest.at(-1)
  if (last === undefined || rest.length !== (rest[0]?.name === 'data' ? 3 : 2)) return undefined
  const block = rest.map(({ name }) => name).join('.')
  return { modules, block, ...(last.index === undefined ? {} : { index: last.index }) }
}

/** As it stands behind a name in an address of ours; empty without an index. */
export function showIndex(index: Index | undefined): string {
  return index === undefined ? '' : `[${JSON.stringify(index)}]`
}

/** Of `[0][1]` only the first tells an instance. */
function firstIndex(written: string): Index | undefined {
  const [inner] = /^\[(?:\d+|"(?:[^"\\]|\\.)*")\]/.exec(written) ?? []
  if (inner === undefined) return undefined
  const body = inner.slice(1, -1)
  return body.startsWith('"') ? unquoted(body) : Number(body)
}

/** Terraform quotes as JSON does, and doubles the signs that begin a template. */
function unquoted(body: string): string {
  return fromJson(body).replaceAll('$${', '${').replaceAll('%%{', '%{')
}

function fromJson(body: string): string {
  try {
    return String(JSON.parse(body))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return body.slice(1, -1)
  }
}
