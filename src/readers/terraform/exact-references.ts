/**
 * The references of an expression in their most exact form, as often as they are used. Terraform lists
 * `aws_iam_role.app[0].arn`, `aws_iam_role.app[0]`, `aws_iam_role.app` for one; a shorter one that does not follow a
 * longer one stands for itself.
 */
export function usedReferences(listed: readonly unknown[]): readonly string[] {
  const used: string[] = []
  let previous = ''
  for (const reference of listed) {
    if (typeof reference !== 'string') continue
    if (!isBeginning(reference, previous)) used.push(reference)
    previous = reference
  }
  return used
}

/** The same, each once. */
export function exactReferences(listed: readonly unknown[]): readonly string[] {
  return [...new Set(usedReferences(listed))]
}

function isBeginning(short: string, long: string): boolean {
  return long.startsWith(short) && (long[short.length] === '.' || long[short.length] === '[')
}
