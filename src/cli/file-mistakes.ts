import { readdirSync } from 'node:fs'
import { InputError } from '../model/input-error.ts'

/** Why a file cannot be read, and what to do. Throws what is no error of the file system. */
export function fileMistake(error: unknown, shown: string): InputError {
  if (error instanceof InputError) return error
  const code = systemCode(error)
  const [message, hint] = reasons.get(code) ?? [`cannot be read (${code})`, 'look at the file']
  return new InputError(message, { input: shown, hint })
}

/** `ENOENT` and its like. Throws what is no error of the operating system: that is a defect, not a user's mistake. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'syscall' in error && 'code' in error) return String(error.code)
  throw error
}

const howToMake = '`terraform plan -out tfplan && terraform show -json tfplan > plan.json`'

const reasons: ReadonlyMap<string, readonly [message: string, hint: string]> = new Map([
  ['ENOENT', ['there is no such file', `make a plan: ${howToMake}`]],
  ['ENOTDIR', ['there is no such file', `make a plan: ${howToMake}`]],
  ['EACCES', ['it may not be read: permission denied', 'give your user the right to read it']],
  ['EPERM', ['it may not be read: permission denied', 'give your user the right to read it']],
  ['EISDIR', ['this is a directory', 'name the plan in it']],
  ['ELOOP', ['too many symbolic links', 'name the file itself']],
  ['ENAMETOOLONG', ['the name is too long', 'name a file']],
])

/** A directory was named: tells which file in it is meant, or how to make one. */
export function directoryMistake(path: string, shown: string): InputError {
  const folder = shown.replace(/\/+$/, '') === '' ? shown : shown.replace(/\/+$/, '')
  const plans = readdirSync(path).filter(name => name === 'plan.json' || name === 'tfplan.json')
  const commands = plans.map(name => `\`keyplan check ${inShell(`${folder}/${name}`)}\``)
  const terraform = folder === '.' ? 'terraform' : `terraform -chdir=${inShell(folder)}`
  const make = `\`${terraform} plan -out tfplan && ${terraform} show -json tfplan > ${inShell(`${folder}/plan.json`)}\``
  const hint = plans.length > 0 ? `name the plan in it: ${commands.join(' or ')}` : `make a plan: ${make}`
  return new InputError('this is a directory, not a plan', { input: shown, hint })
}

function inShell(path: string): string {
  return /^[\w./@%+,:-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
