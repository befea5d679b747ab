/**
 * The line, made such that no CI system takes it for a command: GitHub's runner obeys `::name::` at the
 * start of a line, after any white space, and `##[name]` anywhere in it; Azure's obeys `##vso[name]`.
 */
export function withoutCommands(line: string): string {
  return line.replace(/^(\s*)::/, '$1\\u{3a}:').replace(/##(?=\w*\[)/g, '#\\u{23}')
}

/** The data of a workflow command. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** The value of a workflow command's property. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
