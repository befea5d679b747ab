/**
 * How one of several inputs is called where it must be told whose something is. What was is called as what it becomes:
 * the same role of two versions of an input is one.
 */
export type BesidesOthers = (file: string) => string

/**
 * The name of a hole that stands in the ARN of somebody. ARNs are compared as they are written: with several inputs, the
 * name must tell whose hole it is.
 */
export function toldApart(besidesOthers: BesidesOthers | undefined, file: string, name: string): string {
  return besidesOthers === undefined ? name : `${name} in ${besidesOthers(file)}`
}
