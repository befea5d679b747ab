import { withDocument, withDocuments, type Key } from '../model/key.ts'
import type { Identity } from '../model/identity.ts'
import type { Inventory } from '../model/inventory.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument, Statement } from '../model/statement.ts'
import type { Correction, WrittenStatement } from '../rules/correction.ts'
import type { Example, ExampleAttributes, ExampleValue } from '../rules/example.ts'
import { documentWith } from './example-node.ts'

/** The example with the attributes that corrections set. */
export function withAttributes(example: Example, corrections: readonly Correction[]): Example {
  let { key = {} } = example
  const resources = new Map(Object.entries(example.resources ?? {}))
  for (const correction of corrections) {
    if (correction.kind !== 'attribute') continue
    const { at, name, value } = correction
    const resource = resources.get(at.address)
    if (resource === undefined) key = setIn(key, name, value)
    else resources.set(at.address, setIn(resource, name, value))
  }
  return {
    ...example,
    key,
    ...(example.resources === undefined ? {} : { resources: Object.fromEntries(resources) }),
  }
}

function setIn(
  attributes: ExampleAttributes,
  name: string,
  value: ExampleValue | undefined,
): ExampleAttributes {
  const others = Object.entries(attributes).filter(([one]) => one !== name)
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]])
}

/** The world with the statements that corrections write. */
export function withStatements(inventory: Inventory, corrections: readonly Correction[]): Inventory {
  const mended = (document: PolicyDocument) => mend(document, corrections)
  return {
    ...inventory,
    keys: inventory.keys.map(key => withMore(withDocuments(key, mended), corrections)),
    identities: inventory.identities.map(identity => mendIdentity(identity, mended)),
    unattached: (inventory.unattached ?? []).map(policy => withDocument(policy, mended)),
  }
}

function mendIdentity(identity: Identity, mended: (document: PolicyDocument) => PolicyDocument): Identity {
  const { policies, trust } = identity
  return {
    ...identity,
    policies: policies.map(policy => withDocument(policy, mended)),
    ...(trust === undefined ? {} : { trust: mended(trust) }),
  }
}

function mend(document: PolicyDocument, corrections: readonly Correction[]): PolicyDocument {
  const instead = (statement: Statement) =>
    corrections.find(one => one.kind === 'statement' && isSamePlace(one.instead.at, statement.at))
  const touched = document.statements.filter(statement => instead(statement) !== undefined)
  if (touched.length === 0) return document
  const written = document.statements.map(statement => {
    const correction = instead(statement)
    return correction?.kind === 'statement'
      ? reading(correction.write, document)
      : { statements: [statement], problems: [] }
  })
  const isGone = ({ pointer }: SourceLocation) =>
    touched.some(({ at }) => pointer === at.pointer || pointer.startsWith(`${at.pointer}/`))
  return {
    ...document,
    statements: written.flatMap(({ statements }) => statements),
    problems: [
      ...document.problems.filter(({ at }) => !isGone(at)),
      ...written.flatMap(({ problems }) => problems),
    ],
  }
}

function withMore(key: Key, corrections: readonly Correction[]): Key {
  const more = corrections.flatMap(one =>
    one.kind === 'added-statement' && isSamePlace(one.key.at, key.at) ? [one.write] : [],
  )
  if (more.length === 0) return key
  return withDocuments(key, document => ({
    ...document,
    statements: [...document.statements, ...reading(more, document).statements],
  }))
}

function reading(write: readonly WrittenStatement[], { at }: PolicyDocument) {
  return documentWith(write, { ...at, pointer: `${at.pointer}/corrected` })
}

function isSamePlace(one: SourceLocation, other: SourceLocation): boolean {
  return one.file === other.file && one.address === other.address && one.pointer === other.pointer
}
