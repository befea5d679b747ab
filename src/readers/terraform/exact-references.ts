/**
 * Each reference of an expression once, in its most exact form. Terraform lists `aws_iam_role.app[0].arn`,
 * `aws_iam_role.app[0]`, `aws_iam_role.app` for one; a shorter one that does not follow a longer one stands for itself.
 */
export function exactReferences(listed: readonly unknown[]): readonly string[] {
  const exact = new Set<string>()
  let previous = ''
  for (const reference of listed) {
    if (typeof reference !== 'string') continue
    if (!isBeginning(reference, previous)) exact.add(reference)
    previous = reference
  }
  return [...exact]
}

function isBeginning(short: string, long: string): boolean {
  return long.startsWith(short) && (long[short.length] === '.' || long[short.length] === '[')
}
