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
  const escaped = String(step).replaceAll('~', '~0').replaceAll('/', '~1')
  return { file: at.file, address: at.address, pointer: `${at.pointer}/${escaped}` }
}
