import { statSync } from 'node:fs'
import { InputError } from '../model/input-error.ts'
import type { Deployment } from '../readers/input.ts'
import { property, word } from '../readers/terraform/json-value.ts'
import { pathIn, shownPath, textAt, type AssemblyFolder } from './assembly-folder.ts'
import { wordsIn, type Artifact } from './cdk-manifest.ts'
import { nestedIn, type Uploads } from './cdk-nested-stacks.ts'
import { quietly } from './source-files.ts'

/** A template of an assembly of the CDK, or why it cannot be read. */
export type AssemblyTemplate =
  | {
      /** As the user would write it. */
      readonly shown: string
      readonly path: string
      readonly deployment: Deployment
    }
  | { readonly shown: string; readonly mistake: InputError }

/** What is read of an assembly so far. */
export interface Reading {
  readonly folder: AssemblyFolder
  /** Manifests and templates that were come across already: an assembly may name itself. */
  readonly seen: Set<string>
  readonly templates: AssemblyTemplate[]
}

/** More than any account can have stacks in a Region by default (2,000), for five Regions. */
const mostTemplates = 10_000

const synthesise = 'make the assembly anew: `cdk synth`'

/** A stack of a manifest. */
export interface StackArtifact {
  /** The folder of its manifest. */
  readonly place: string
  readonly artifact: Artifact
  readonly uploads: Uploads
}

/** Adds the template of a stack, and those of the stacks that are nested in it. */
export function addStack(reading: Reading, { place, artifact, uploads }: StackArtifact): void {
  const { id, environment, properties } = artifact
  const file = word(property(properties, 'templateFile'))
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) ?? []
  const parameters = wordsIn(property(properties, 'parameters'))
  const where = {
    ...(/^\d{12}$/.test(account) ? { account } : {}),
    ...(region === '' || region === 'unknown-region' ? {} : { region }),
  }
  const deployment = {
    ...where,
    name: word(property(properties, 'stackName')) ?? id,
    ...(parameters.size === 0 ? {} : { parameters }),
  }
  const path = add(reading, {
    place,
    file: file ?? '',
    deployment,
    what: `the template of the stack \`${id}\``,
  })
  if (path !== undefined) addNested(reading, { place, path, uploads, where })
}

/** A template with the stacks that are nested in it. */
interface Parent {
  readonly place: string
  readonly path: string
  readonly uploads: Uploads
  readonly where: Pick<Deployment, 'account' | 'region'>
}

function addNested(reading: Reading, parent: Parent): void {
  const { place, uploads, where } = parent
  const open = [parent.path]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const shown = shownPath(reading.folder, path)
    const nested = nestedIn(jsonAt(path), uploads)
    for (const { id, file } of nested) {
      const deployment = { ...where, parent: { path: shown, id } }
      const added = add(reading, {
        place,
        file,
        deployment,
        what: `the template of the nested stack \`${id}\``,
      })
      if (added !== undefined) open.push(added)
    }
  }
}

/** A template that something names. */
interface Named {
  readonly place: string
  readonly file: string
  readonly deployment: Deployment
  readonly what: string
}

/** Where the template is. Each is judged once: the CDK makes one for each stack. */
function add(reading: Reading, { place, file, deployment, what }: Named): string | undefined {
  const { folder, seen, templates } = reading
  if (templates.length >= mostTemplates)
    throw broken(folder, place, `this assembly of the CDK has more than ${mostTemplates} templates`)
  const path = pathIn(folder, place, file)
  const isFile = path !== undefined && quietly(() => statSync(path))?.isFile() === true
  if (!isFile || seen.has(path)) {
    const why = isFile ? 'is that of another stack, too' : 'is not in this assembly of the CDK'
    templates.push({ shown: shownPath(folder, place), mistake: broken(folder, place, `${what} ${why}`) })
    return undefined
  }
  seen.add(path)
  templates.push({ shown: shownPath(folder, path), path, deployment })
  return path
}

/** The JSON in a file; nothing for what is no JSON. */
export function jsonAt(path: string): unknown {
  const text = textAt(path)
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** That an assembly is not as the CDK makes it. */
export function broken(folder: AssemblyFolder, path: string, message: string): InputError {
  return new InputError(message, { input: shownPath(folder, path), hint: synthesise })
}
