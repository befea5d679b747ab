import type { InputKind } from '../../model/inventory.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { nameOf } from '../../model/statement.ts'
import type { Correction, WrittenStatement } from '../../rules/correction.ts'
import { hclObject, hclStatement } from './hcl.ts'
import { areReferences } from './references.ts'
import { templateJson, templateYaml } from './template.ts'

/** A correction in the words of its input: where a statement may be written as a block, in both forms. */
export interface DraftCorrection {
  /** What to do with the text: `write instead of statement "App"`. */
  readonly says: string
  readonly at: SourceLocation
  readonly language: 'hcl' | 'yaml' | 'json'
  readonly text: string
  /** As `statement` blocks of `aws_iam_policy_document`. */
  readonly asBlocks?: string
}

/** The same for people; nothing where it needs a value that has no name which could be written. */
export function draftCorrection(
  correction: Correction,
  kind: InputKind | undefined,
): DraftCorrection | undefined {
  switch (correction.kind) {
    case 'statement': {
      const { instead, write } = correction
      if (write.length === 0)
        return { says: `take ${nameOf(instead)} away`, at: instead.at, language: 'hcl', text: '' }
      return statements(`write instead of ${nameOf(instead)}`, instead.at, write, kind)
    }
    case 'added-statement': {
      const { key, write } = correction
      const at = key.policies[0].document.at
      return statements(`add to the policy of ${key.address}`, at, [write], kind)
    }
    case 'attribute': {
      const { at, name, value } = correction
      if (kind === 'cloudformation-template') return property(at, name, value)
      if (value === undefined) return { says: `take \`${name}\` away`, at, language: 'hcl', text: '' }
      return {
        says: `write in ${at.address}`,
        at,
        language: 'hcl',
        text: `${name} = ${JSON.stringify(value)}`,
      }
    }
  }
}

/** Arguments of `aws_kms_key`, and the properties of `AWS::KMS::Key` that they are. */
const properties: Readonly<Record<string, string>> = {
  enable_key_rotation: 'EnableKeyRotation',
  rotation_period_in_days: 'RotationPeriodInDays',
  deletion_window_in_days: 'PendingWindowInDays',
  is_enabled: 'Enabled',
  bypass_policy_lockout_safety_check: 'BypassPolicyLockoutSafetyCheck',
}

function property(
  at: SourceLocation,
  name: string,
  value: string | number | boolean | undefined,
): DraftCorrection | undefined {
  const own = properties[name]
  if (own === undefined) return undefined
  if (value === undefined) return { says: `take \`${own}\` away`, at, language: 'yaml', text: '' }
  const isJson = at.file.endsWith('.json')
  return {
    says: `write under \`Properties\` of ${at.address}`,
    at,
    language: isJson ? 'json' : 'yaml',
    text: isJson ? `"${own}": ${JSON.stringify(value)}` : `${own}: ${JSON.stringify(value)}`,
  }
}

function statements(
  says: string,
  at: SourceLocation,
  write: readonly WrittenStatement[],
  kind: InputKind | undefined,
): DraftCorrection | undefined {
  const isTemplate = kind === 'cloudformation-template'
  if (!write.every(one => areReferences(one, isTemplate ? 'cloudformation' : 'terraform'))) return undefined
  if (!isTemplate)
    return {
      says,
      at,
      language: 'hcl',
      text: write.map(one => `${hclObject(one)},`).join('\n'),
      asBlocks: write.map(hclStatement).join('\n\n'),
    }
  if (at.file.endsWith('.json'))
    return { says, at, language: 'json', text: write.map(templateJson).join(',\n') }
  return { says, at, language: 'yaml', text: write.map(templateYaml).join('\n') }
}
