import { readdirSync } from 'node:fs'
import { InputError } from '../model/input-error.ts'

/** Why a file cannot be read, and what to do. Throws what is no error of the file system. */
export function fileMistake(error: unknown, shown: string): InputError {
  if (error instanceof InputError) return error
  const code = systemCode(error)
  const [message, hint] = reasons.get(code) ?? [`cannot be read (${code})`, 'look at the file']
  const isAbsent = code === 'ENOENT' || code === 'ENOTDIR'
  return new InputError(message, { input: shown, hint: isAbsent && isNoPlan(shown) ? nameIt : hint })
}

const nameIt = 'name a file that is there, as it is called from the folder that keyplan runs in'

/** Plans are JSON: nobody makes one to get such a file. */
function isNoPlan(shown: string): boolean {
  return /\.(?:ya?ml|template|template\.json)$/i.test(shown)
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
  ['EISDIR', ['this is a directory', 'name the file in it']],
  ['ELOOP', ['too many symbolic links', 'name the file itself']],
  ['ENAMETOOLONG', ['the name is too long', 'name a file']],
])

/** A directory was named: tells which file in it is meant, or how to make one. */
export function directoryMistake(path: string, shown: string): InputError {
  const folder = shown.replace(/\/+$/, '') === '' ? shown : shown.replace(/\/+$/, '')
  const inputs = readdirSync(path).filter(name => plansAndTemplates.test(name))
  const commands = inputs.slice(0, mostNamed).map(name => `\`keyplan check ${inShell(`${folder}/${name}`)}\``)
  const terraform = folder === '.' ? 'terraform' : `terraform -chdir=${inShell(folder)}`
  const make = `\`${terraform} plan -out tfplan && ${terraform} show -json tfplan > ${inShell(`${folder}/plan.json`)}\``
  const hint =
    inputs.length > 0
      ? `name the file in it: ${commands.join(' or ')}`
      : `name a template, or make a plan: ${make}`
  return new InputError('this is a directory, not a plan or template', { input: shown, hint })
}

const mostNamed = 3

/** As they are called by custom; the CDK writes `cdk.out/Stack.template.json`. */
const plansAndTemplates =
  /^(?:(?:tf)?plan\.json|(?:template|stack)\.(?:ya?ml|json)|.+\.template(?:\.ya?ml|\.json)?)$/

function inShell(path: string): string {
  return /^[\w./@%+,:-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
