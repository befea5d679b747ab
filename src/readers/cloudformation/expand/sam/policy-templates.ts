import { mapOf, treeAt, type Place, type Tree } from '../../syntax/tree.ts'
import { isList, listTree, mapTree, treeOf, wordTree, type Json, type JsonObject } from '../trees.ts'
import table from './tables.json' with { type: 'json' }

/** A policy template: what it allows, with `${Name}` for its parameters. */
interface PolicyTemplate {
  readonly parameters: readonly string[]
  readonly allows: readonly JsonObject[]
}

const templates: ReadonlyMap<string, PolicyTemplate> = new Map<string, PolicyTemplate>(
  Object.entries(table.policyTemplates),
)

/** Whether SAM has a policy template of that name (AWS SAM Developer Guide, "AWS SAM policy templates"). */
export function isPolicyTemplate(name: string): boolean {
  return templates.has(name)
}

/** The document that a policy template gives; a parameter that is not given is a hole in it. */
export function policyOfTemplate(name: string, parameters: Tree): Tree {
  const { place } = parameters
  const template = templates.get(name)
  const values = new Map<string, Tree>()
  for (const parameter of template?.parameters ?? [])
    values.set(
      parameter,
      treeAt(parameters, parameter) ?? treeOf({ 'Fn::Transform': { Name: parameter } }, place),
    )
  const statements = (template?.allows ?? []).map(statement =>
    mapTree({ Effect: wordTree('Allow', place), ...filledMembers(statement, { values, place }) }, place),
  )
  return mapTree({ Statement: listTree(statements, place) }, place)
}

/** What stands for the parameters, and where all of it stands. */
interface Given {
  readonly values: ReadonlyMap<string, Tree>
  readonly place: Place
}

function filledMembers(members: JsonObject, given: Given): Readonly<Record<string, Tree>> {
  return Object.fromEntries(Object.entries(members).map(([name, json]) => [name, filled(json, given)]))
}

function filled(json: Json, given: Given): Tree {
  if (typeof json === 'string')
    return json.includes('${') ? substituted(json, given) : wordTree(json, given.place)
  if (isList(json))
    return listTree(
      json.map(item => filled(item, given)),
      given.place,
    )
  return mapTree(filledMembers(json, given), given.place)
}

function substituted(text: string, { values, place }: Given): Tree {
  const used = Object.fromEntries([...values].filter(([name]) => text.includes(`\${${name}}`)))
  return mapOf('Fn::Sub', listTree([wordTree(text, place), mapTree(used, place)], place))
}
