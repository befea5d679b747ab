import type { OrganizationPolicy } from '../../model/organization.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import { readPolicyText } from '../../policy/read-policy.ts'
import { items, word } from '../terraform/json-value.ts'
import { nameOfKind } from '../snapshot/organization-tree.ts'
import { partIn, partsIn, type Part } from './part.ts'
import { object, type Reading } from './reading.ts'
import { writtenPolicy, type WrittenPolicy } from './written-policy.ts'

type Kind = OrganizationPolicy['kind']

/** Reads `scps:` or `rcps:`. Each list in `levels` is a level of its own: all of them must allow. */
export async function organizationPolicies(
  reading: Reading,
  kind: Kind,
  entries: Part,
): Promise<readonly OrganizationPolicy[]> {
  const policies: OrganizationPolicy[] = []
  for (const [index, entry] of partsIn(entries).entries()) {
    const accounts = accountsOf(entry)
    for (const [depth, level] of partsIn(partIn(entry, 'levels')).entries()) {
      const place = `${kind}s[${index}].levels[${depth}]`
      for (const part of partsIn(level)) {
        const at = { file: reading.path, address: place, pointer: '', ...lineOf(part) }
        const policy = await policyOf(reading, kind, part, at)
        if (policy === undefined) continue
        const name = `${nameOfKind[kind]} ${policy.name === undefined ? `of ${place}` : `"${policy.name}"`}`
        policies.push({ kind, name, document: policy.document, at, accounts, hangsOn: [], level: place })
      }
    }
  }
  return policies
}

function accountsOf(entry: Part): OrganizationPolicy['accounts'] {
  const accounts = partIn(entry, 'accounts').value
  return accounts === undefined ? 'every' : items(accounts).flatMap(account => word(account) ?? [])
}

function lineOf({ places }: Part): Partial<SourceLocation> {
  return places === undefined ? {} : { line: places.own.line, column: places.own.column }
}

async function policyOf(
  reading: Reading,
  kind: Kind,
  part: Part,
  at: SourceLocation,
): Promise<WrittenPolicy | undefined> {
  const written = word(part.value)
  if (written === undefined) return writtenPolicy(reading, part, at)
  const full = fullAccess[kind]
  if (written === full.name || full.arn.test(written))
    return { name: full.name, document: readPolicyText(full.document, below(at, full.name)) }
  const hint = `write \`${full.name}\`, which AWS attaches everywhere, or \`file:\` with the document`
  return object(reading, part, `\`${written.slice(0, 60)}\` is not a policy that AWS manages`, hint)
}

/** What AWS attaches to each place of an organization (User Guide of Organizations, "SCP evaluation", "RCP evaluation"). */
const fullAccess = {
  scp: {
    name: 'FullAWSAccess',
    arn: /^arn:[^:]+:organizations::aws:policy\/service_control_policy\/p-FullAWSAccess$/,
    document: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  },
  rcp: {
    name: 'RCPFullAWSAccess',
    arn: /^arn:[^:]+:organizations::aws:policy\/resource_control_policy\/p-RCPFullAWSAccess$/,
    document:
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}',
  },
} as const
