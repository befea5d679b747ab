import type { Pattern, Problem, Statement } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { parseArn } from '../arn.ts'
import { inEachStatement, type Fault, type Judged } from './in-statements.ts'
import { isOfKms, kmsActionsNamed, partsOfAction, type KmsAction } from './kms-action-facts.ts'

/**
 * Actions of KMS with resources that none of them takes (Service Authorization Reference, "Actions, resources, and
 * condition keys for AWS Key Management Service"): an IAM policy allows nothing by them.
 */
export function actionResources(judged: Judged): readonly Problem[] {
  return judged.kind === 'identity-policy' ? inEachStatement(judged, faultsOf) : []
}

function faultsOf({ actions, resources }: Statement): readonly Fault[] {
  if (actions === undefined || resources === undefined || actions.negated || resources.negated) return []
  // An empty list is told as such.
  if (resources.items.length === 0) return []
  const kinds = new Set(resources.items.map(({ text }) => kindOf(text)))
  if (kinds.has('any')) return []
  const dead = actions.items
    .filter(isAboutKms)
    .filter(item => coveredBy(item).every(action => !takesOneOf(action, kinds)))
  const [first] = dead
  if (first === undefined) return []
  const names = dead.slice(0, 3).map(({ text }) => `\`${literal(text) ?? ''}\``)
  const more = dead.length > names.length ? ` and ${dead.length - names.length} more` : ''
  const says = `lists ${names.join(', ')}${more} with no resource that ${dead.length > 1 ? 'they take' : 'it takes'}`
  return [{ code: 'resource-of-other-kind', says: `${says}${cure(dead)}`, at: first.at }]
}

function isAboutKms({ text }: Pattern): boolean {
  const written = literal(text)
  return written !== undefined && isOfKms(written) && coveredBy({ text }).length > 0
}

function coveredBy({ text }: Pick<Pattern, 'text'>): readonly KmsAction[] {
  return kmsActionsNamed(partsOfAction(literal(text) ?? '')?.name ?? '')
}

/** `any`: it may be any resource of KMS. */
type Kind = 'key' | 'alias' | 'other' | 'any'

function kindOf(resource: Text): Kind {
  const arn = parseArn(resource)
  // What is no ARN matches nothing, which is told elsewhere, or is a wildcard or a hole.
  if (arn === undefined) return 'any'
  const service = literal(arn.service)
  if (service !== undefined && !/[*?]/.test(service) && service !== 'kms') return 'other'
  const [start = ''] = arn.resource
  if (isUnknown(start)) return 'any'
  if (start.startsWith('key/')) return 'key'
  return start.startsWith('alias/') ? 'alias' : 'any'
}

function takesOneOf({ resourceTypes }: KmsAction, kinds: ReadonlySet<Kind>): boolean {
  return resourceTypes.some(type => [...kinds].some(kind => kind === type))
}

function cure(dead: readonly Pattern[]): string {
  const types = new Set(dead.flatMap(coveredBy).flatMap(({ resourceTypes }) => resourceTypes))
  if (types.size === 0) return ': write `*`'
  return types.has('key') ? ': write the ARN of a key' : ': write the ARN of an alias'
}
