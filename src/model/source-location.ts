/** Where a fact stands: in which file, in which resource, and where inside that resource. */
export interface SourceLocation {
  /** The input or source file, as the user named it. */
  readonly file: string
  /** 1-based; absent when it is not known, never invented. */
  readonly line?: number
  /** 1-based, in UTF-16 units; absent when it is not known. */
  readonly column?: number
  /** The last line of the value; absent when it is not known. */
  readonly endLine?: number
  /** `module.app["x"].aws_kms_key.main`, or a CloudFormation logical id. */
  readonly address: string
  /** JSON pointer inside that resource: `/policy/Statement/0`. */
  readonly pointer: string
}

/** The same resource, one step further down its tree. */
export function below(at: SourceLocation, step: string | number): SourceLocation {
  return { file: at.file, address: at.address, pointer: pointerBelow(at.pointer, step) }
}

/** A name for a place: equal for equal ones, whatever their lines. */
export function placeName({ file, address, pointer }: SourceLocation): string {
  return JSON.stringify([file, address, pointer])
}

/** A name for the resource that a place lies in: addresses are unique within an input. */
export function resourceName({ file, address }: Pick<SourceLocation, 'file' | 'address'>): string {
  return JSON.stringify([file, address])
}

/** Policies have few shapes, so their places have the same few pointers: a tenth of the memory of a large plan. */
const known = new Map<string, Map<string | number, string>>()
const mostKnown = 20_000
/** No policy of AWS has a longer one; a hostile one's many parts must not each repeat its endless names. */
const longest = 8192
let count = 0

function pointerBelow(pointer: string, step: string | number): string {
  const steps = known.get(pointer)
  const kept = steps?.get(step)
  if (kept !== undefined) return kept
  if (pointer.length > longest) return pointer
  const escaped = String(step).replaceAll('~', '~0').replaceAll('/', '~1')
  const longer = `${pointer}/${escaped}`
  if (count === mostKnown) return longer
  count += 1
  if (steps === undefined) known.set(pointer, new Map([[step, longer]]))
  else steps.set(step, longer)
  return longer
}

/** For `JSON.stringify`: what differs in nothing but its places comes out the same. */
export function withoutPlaces(name: string, value: unknown): unknown {
  return name === 'at' ? undefined : value
}
