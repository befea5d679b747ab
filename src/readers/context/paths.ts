/** Where a path that stands in a file leads to, or why it may not. */
export type Target = { readonly path: string } | { readonly message: string; readonly hint: string }

/**
 * A path that stands in a file, joined with that file's folder. It may not leave the folder: whoever may change the
 * file need not be one who may read the rest of the machine.
 */
export function targetOf(file: string, written: string, absolutePaths: 'read' | 'refuse'): Target {
  if (written.includes('\0')) return { message: 'the path has a NUL character', hint: 'remove it' }
  if (/^(?:[/\\~]|[a-zA-Z]:)/.test(written)) {
    return absolutePaths === 'read' && !written.startsWith('~')
      ? { path: written }
      : { message: 'the path is absolute', hint: beside }
  }
  const steps: string[] = []
  for (const step of written.split(/[/\\]/)) {
    if (step === '..' && steps.pop() === undefined)
      return { message: 'the path leaves the folder of the context file', hint: beside }
    if (step !== '..' && step !== '.' && step !== '') steps.push(step)
  }
  if (steps.length === 0) return { message: 'the path names no file', hint: 'name a file' }
  return { path: `${folderOf(file)}${steps.join('/')}` }
}

const beside = 'put the file beside the context file, and write its path from there'

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
}
