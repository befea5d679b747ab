import { entriesOf, treeAt, wordIn, type Entry, type MapTree, type Tree } from '../syntax/tree.ts'
import { cure, type Notes } from './notes.ts'
import { withEntry, withoutEntries } from './trees.ts'

/** The macro that has `Fn::ForEach` and functions of its own (`evaluate/` knows them). */
const languageExtensions = 'AWS::LanguageExtensions'
/** `AWS::Serverless-2016-10-31` */
export const serverless = /^AWS::Serverless-\d{4}-\d\d-\d\d$/

/** Macros of AWS that make deployments of ECS, and nothing that has to do with keys or roles. */
const withoutAccess: ReadonlySet<string> = new Set([languageExtensions, 'AWS::CodeDeployBlueGreen'])

/**
 * Tells which macros under `Transform` make something of the template that nothing here can tell (CloudFormation
 * Template Reference, "Transforms").
 */
export function macrosOf(template: MapTree, names: readonly string[], notes: Notes): void {
  const place = treeAt(template, 'Transform')?.place
  for (const name of names) {
    if (withoutAccess.has(name) || serverless.test(name)) continue
    if (name.startsWith('AWS::SecretsManager-')) {
      if (hasHostedRotation(template))
        notes.wanting(
          'the functions that rotate secrets, and their roles, are made when it is deployed and are not judged',
          place,
        )
    } else notes.wanting(noteOn(name), place)
  }
  const word = wordIn(treeAt(template, 'Transform'))
  if (names.length === 0 && word === undefined && place !== undefined)
    notes.wanting(`a macro whose name is not told may change anything in this template: ${cure}`, place)
}

function noteOn(name: string): string {
  if (name === 'AWS::Include')
    return `\`AWS::Include\` puts a part of another file into this template, and what it puts there is not judged: ${cure}`
  if (name.startsWith('AWS::ServiceCatalog'))
    return `\`${name}\` puts outputs of other products into this template, and they are not known here: ${cure}`
  return `the macro \`${name}\` may change anything in this template when it is deployed: ${cure}`
}

/** `HostedRotationLambda` is all that the macro of Secrets Manager works on. */
function hasHostedRotation(template: MapTree): boolean {
  return entriesOf(treeAt(template, 'Resources')).some(
    ([, { value }]) => treeAt(value, 'Properties', 'HostedRotationLambda') !== undefined,
  )
}

const call = 'Fn::Transform'

/**
 * Tells where `Fn::Transform` may add to what stands beside it, or change it. Alone in a value it is a hole for whoever
 * evaluates that value. What it would make among the resources is left out.
 */
export function withoutCalls(template: MapTree, notes: Notes): MapTree {
  const resources = treeAt(template, 'Resources')
  if (template.entries.has(call)) told('this template', template.entries.get(call), notes)
  if (resources?.kind !== 'map') return template
  for (const [id, { value }] of resources.entries)
    if (id !== call && isChanged(value)) told(`\`${id}\``, { value, place: value.place }, notes)
  if (!resources.entries.has(call)) return template
  told('the resources of this template', resources.entries.get(call), notes)
  return withEntry(template, 'Resources', withoutEntries(resources, call))
}

function told(what: string, entry: Entry | undefined, notes: Notes): void {
  const macro = wordIn(treeAt(entry?.value, 'Name'))
  const who = macro === undefined ? 'a macro' : `the macro \`${macro}\``
  notes.wanting(`${who} may change ${what} when it is deployed: ${cure}`, entry?.place)
}

/** Whether a macro stands beside other things in a resource. */
function isChanged(tree: Tree): boolean {
  if (tree.kind === 'list') return tree.items.some(isChanged)
  if (tree.kind !== 'map') return false
  if (tree.entries.size > 1 && tree.entries.has(call)) return true
  for (const { value } of tree.entries.values()) if (isChanged(value)) return true
  return false
}
