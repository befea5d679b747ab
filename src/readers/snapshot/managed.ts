import type { SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { unread } from '../../policy/read-policy.ts'
import { property, word } from '../terraform/json-value.ts'
import { nameInArn } from './arns.ts'
import { documentOf } from './document.ts'
import { untold } from './hole.ts'
import { listIn, textIn } from './parts.ts'
import type { SnapshotFile, SnapshotPolicy } from './snapshot.ts'

/** The document of a managed policy. */
export type PolicyByArn = (arn: string) => PolicyDocument | undefined

/** Managed policies by ARN: the snapshots' own, else AWS's. Each document is read once, when it is asked for. */
export function managedPolicies(files: readonly SnapshotFile[], awsManaged: ManagedPolicies): PolicyByArn {
  const sources = new Map<string, () => PolicyDocument | undefined>()
  for (const file of files) {
    for (const policy of listIn(file.json, 'Policies', file.path)) {
      const arn = textIn(policy, 'Arn', file.path, 'an entry of `Policies`')
      const versions = listIn(policy, 'PolicyVersionList', file.path)
      sources.set(arn, () => defaultVersion(policy, versions, { file: file.path, address: arn, pointer: '' }))
    }
  }
  const read = new Map<string, PolicyDocument>()
  return arn => {
    const known = read.get(arn)
    if (known !== undefined) return known
    const document = sources.get(arn)?.() ?? awsManaged(arn, { file: '', address: arn, pointer: '' })
    if (document !== undefined) read.set(arn, document)
    return document
  }
}

function defaultVersion(
  policy: unknown,
  versions: readonly unknown[],
  at: SourceLocation,
): PolicyDocument | undefined {
  const wanted = word(property(policy, 'DefaultVersionId'))
  const isDefault = (version: unknown): boolean =>
    wanted === undefined
      ? property(version, 'IsDefaultVersion') === true
      : property(version, 'VersionId') === wanted
  const index = versions.findIndex(isDefault)
  const document = property(versions[index], 'Document')
  if (document === undefined) return undefined
  return documentOf(document, { ...at, pointer: `/PolicyVersionList/${index}/Document` })
}

/** A managed policy in these slots; of an unknown one nothing is known but its name. `at`: who has it. */
export function managedPolicy(
  arn: string,
  documents: PolicyByArn,
  at: SourceLocation,
  slots: SnapshotPolicy['slots'],
): SnapshotPolicy {
  const document = documents(arn) ?? unread(at, untold(`the document of ${arn}`, at))
  const policy = { document, sensitive: false, hangsOn: [], arn, slots }
  const name = nameInArn(arn)
  return /^arn:[^:]+:iam::aws:/.test(arn)
    ? { ...policy, name: `AWS managed policy ${name}`, ofAws: true }
    : { ...policy, name: `managed policy ${name}` }
}
