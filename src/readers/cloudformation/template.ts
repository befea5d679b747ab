import { InputError } from '../../model/input-error.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { entriesOf, itemsOf, treeAt, wordIn, type MapTree, type Place, type Tree } from './syntax/tree.ts'

/** A CloudFormation template by its sections; nothing in it is evaluated. */
export interface Template {
  readonly file: string
  readonly tree: MapTree
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>
  readonly mappings: ReadonlyMap<string, Tree>
  readonly conditions: ReadonlyMap<string, Tree>
  readonly resources: ReadonlyMap<string, ResourceDeclaration>
  readonly outputs: ReadonlyMap<string, Tree>
  /** Names of macros under `Transform`: `AWS::Serverless-2016-10-31`, `AWS::LanguageExtensions`, an account's own. */
  readonly transforms: readonly string[]
}

/** An entry under `Parameters`. */
export interface ParameterDeclaration {
  readonly name: string
  /** `String`, `CommaDelimitedList`, `AWS::SSM::Parameter::Value<String>`… */
  readonly type: string
  readonly default?: string
  readonly allowedValues: readonly string[]
  readonly allowedPattern?: string
  /** The value is a secret. */
  readonly noEcho: boolean
  readonly at: SourceLocation
}

/** An entry under `Resources`. */
export interface ResourceDeclaration {
  readonly id: string
  /** `AWS::KMS::Key` */
  readonly type: string
  /** From its name to its end. */
  readonly at: SourceLocation
  readonly properties?: Tree
  /** The name of the condition under which it is created. */
  readonly condition?: string
  readonly deletionPolicy?: Tree
  readonly updateReplacePolicy?: Tree
  readonly metadata?: Tree
}

/** Takes a template apart. What has no `Resources` is no template: an `InputError`. */
export function templateOf(tree: MapTree, file: string): Template {
  const resources = treeAt(tree, 'Resources')
  if (resources?.kind !== 'map') throw noResources(resources?.place ?? tree.place, file)
  return {
    file,
    tree,
    parameters: mapped(tree, 'Parameters', (name, value, place) => parameterOf(name, value, { file, place })),
    mappings: mapped(tree, 'Mappings', (_, value) => value),
    conditions: mapped(tree, 'Conditions', (_, value) => value),
    resources: mapped(tree, 'Resources', (id, value, place) => resourceOf(id, value, { file, place })),
    outputs: mapped(tree, 'Outputs', (_, value) => value),
    transforms: wordsIn(treeAt(tree, 'Transform')),
  }
}

function noResources({ line, column }: Place, input: string): InputError {
  return new InputError('this template has no `Resources`', {
    input,
    line,
    column,
    hint: 'hand over the whole template, as it is deployed',
  })
}

function mapped<Item>(
  tree: Tree,
  section: string,
  itemOf: (name: string, value: Tree, place: Place) => Item,
): ReadonlyMap<string, Item> {
  return new Map(
    entriesOf(treeAt(tree, section)).map(([name, { value, place }]) => [name, itemOf(name, value, place)]),
  )
}

interface Stands {
  readonly file: string
  readonly place: Place
}

function parameterOf(name: string, tree: Tree, { file, place }: Stands): ParameterDeclaration {
  const fallback = wordIn(treeAt(tree, 'Default'))
  const pattern = wordIn(treeAt(tree, 'AllowedPattern'))
  return {
    name,
    type: wordIn(treeAt(tree, 'Type')) ?? 'String',
    ...(fallback === undefined ? {} : { default: fallback }),
    allowedValues: wordsIn(treeAt(tree, 'AllowedValues')),
    ...(pattern === undefined ? {} : { allowedPattern: pattern }),
    noEcho: /^(?:true|yes|on)$/i.test(wordIn(treeAt(tree, 'NoEcho')) ?? ''),
    at: { file, address: name, pointer: '', ...place },
  }
}

/** The declaration of a resource; `place` is that of its name. */
function resourceOf(id: string, tree: Tree, { file, place }: Stands): ResourceDeclaration {
  const properties = treeAt(tree, 'Properties')
  const condition = wordIn(treeAt(tree, 'Condition'))
  const deletionPolicy = treeAt(tree, 'DeletionPolicy')
  const updateReplacePolicy = treeAt(tree, 'UpdateReplacePolicy')
  const metadata = treeAt(tree, 'Metadata')
  return {
    id,
    type: wordIn(treeAt(tree, 'Type')) ?? '',
    at: { file, address: id, pointer: '', ...place, endLine: tree.place.endLine },
    ...(properties === undefined ? {} : { properties }),
    ...(condition === undefined ? {} : { condition }),
    ...(deletionPolicy === undefined ? {} : { deletionPolicy }),
    ...(updateReplacePolicy === undefined ? {} : { updateReplacePolicy }),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

/** One word, or a list of them. */
function wordsIn(tree: Tree | undefined): readonly string[] {
  const own = wordIn(tree) ?? wordIn(treeAt(tree, 'Name'))
  if (own !== undefined) return [own]
  return itemsOf(tree).flatMap(item => wordIn(item) ?? wordIn(treeAt(item, 'Name')) ?? [])
}
