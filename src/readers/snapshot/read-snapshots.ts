import type { Alias } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { items, property } from '../terraform/json-value.ts'
import { readAccountDetails } from './account-details.ts'
import { aliasNames, readAliases } from './aliases.ts'
import { keyArnOf, type KeyArn } from './arns.ts'
import { readGrants } from './grants.ts'
import { brokenSnapshot, untold } from './hole.ts'
import { readKey } from './keys.ts'
import type { PolicyByArn } from './managed.ts'
import { managementAccountIn, readOrganizationTree } from './organization-tree.ts'
import { isCut, textIn } from './parts.ts'
import type { ReadSnapshots, SnapshotFile, SnapshotGrant, SnapshotKind } from './snapshot.ts'

/**
 * Puts outputs of the AWS command line together to an inventory: what exists before the change. Throws an
 * `InputError` for an output that is not as AWS writes it.
 */
export function readSnapshots(files: readonly SnapshotFile[], managed: PolicyByArn): ReadSnapshots {
  const of = (kind: SnapshotKind): readonly SnapshotFile[] => files.filter(file => file.kind === kind)
  const aliasFiles = of('aliases')
  const listed = readAliases(aliasFiles)
  const names = aliasNames(aliasFiles, listed)
  const keys = filesOfKeys(files).map((one): Key => readKey(one, names(one.key)))
  const known = new Set(keys.map(({ address }) => address))
  const details = readAccountDetails(of('account-details'), managed)
  const cut = files.filter(({ json }) => isCut(json))
  return {
    inventory: {
      keys,
      aliases: listed.map(({ name, arn, key, file }): Alias => ({
        name,
        // The key may be told by another context.
        ...(key === undefined ? {} : { key }),
        at: { file, address: arn, pointer: '' },
      })),
      identities: details.identities,
      grants: grantsOn(of('grants'), known),
      uses: [],
      organizationPolicies: of('organization-tree').flatMap(readOrganizationTree),
      // Grants that are not told would otherwise be taken for none.
      loose: cut
        .filter(({ kind }) => kind === 'grants')
        .map(({ path }) => untold('further grants', { file: path, address: path, pointer: '/Grants' })),
    },
    groups: details.groups,
    managedPolicy: managed,
    managementAccounts: of('organization-tree').flatMap(file => managementAccountIn(file) ?? []),
    notes: cut.map(noteOfCut),
  }
}

function grantsOn(files: readonly SnapshotFile[], known: ReadonlySet<string>): readonly SnapshotGrant[] {
  const grants = new Map(files.flatMap(readGrants).map(grant => [grant.id, grant]))
  return [...grants.values()].map(grant => {
    const { name } = grant.key
    return name !== undefined && known.has(name) ? { ...grant, key: { addresses: [name], name } } : grant
  })
}

/** The files that tell what a key is, by key; its grants and aliases alone make none. */
function filesOfKeys(
  files: readonly SnapshotFile[],
): readonly { readonly key: KeyArn; readonly files: ReadonlyMap<SnapshotKind, SnapshotFile> }[] {
  const keys = new Map<string, { readonly key: KeyArn; readonly files: Map<SnapshotKind, SnapshotFile> }>()
  for (const { key, file } of files.flatMap(aboutKeys)) {
    const others = keys.get(key.arn)
    if (others === undefined) keys.set(key.arn, { key, files: new Map([[file.kind, file]]) })
    else others.files.set(file.kind, file)
  }
  return [...keys.values()]
}

function aboutKeys(file: SnapshotFile): readonly { readonly key: KeyArn; readonly file: SnapshotFile }[] {
  switch (file.kind) {
    case 'key-metadata': {
      const arn = textIn(property(file.json, 'KeyMetadata'), 'Arn', file.path, 'the `KeyMetadata`')
      const key = keyArnOf(arn)
      if (key === undefined)
        throw brokenSnapshot(file.path, `\`${arn.slice(0, 200)}\` is not the ARN of a key`)
      return [{ key, file }]
    }
    case 'key-policy':
    case 'key-rotation':
    case 'key-tags':
      return file.key === undefined ? [] : [{ key: file.key, file }]
    case 'resource-policies':
      return keyPoliciesAmong(file)
    default:
      return []
  }
}

/** Of policies of resources of all kinds those of keys. */
function keyPoliciesAmong(file: SnapshotFile): ReturnType<typeof aboutKeys> {
  return items(file.json).flatMap(entry => {
    const key = keyArnOf(textIn(entry, 'Resource', file.path, 'an entry'))
    const json = { Policy: property(entry, 'Policy') }
    return key === undefined ? [] : [{ key, file: { ...file, kind: 'key-policy', json } as const }]
  })
}

function noteOfCut({ path, kind }: SnapshotFile): string {
  const effect =
    kind === 'account-details'
      ? 'its roles and users may have policies that are not in it'
      : 'there may be more than it tells'
  return `${path} is only a part of what AWS would tell: ${effect}.`
}
