import type { Listed, NamedPrincipal, Pattern, PolicyDocument, Statement } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import type { Account } from '../model/account.ts'
import { overlaps } from '../model/action-set.ts'
import { actionNamed, actionsOfAnyKey } from './actions.ts'

/** More statements than this are not looked at here. */
const most = 10

/**
 * Whether a key policy is so plain that neither its grammar nor single statements leave anything to object to: a current
 * version, and statements without conditions that allow the account itself actions that each key has, on `*`. Most
 * small ones are, and what looks into the others is then not loaded.
 */
export function isPlainDocument(document: PolicyDocument, account: Account): boolean {
  const { version, versionIs, id, isText, statements, holes, problems } = document
  const sids = statements.flatMap(({ sid }) => sid ?? [])
  return (
    version === '2012-10-17' &&
    versionIs === undefined &&
    id === undefined &&
    isText === undefined &&
    holes.length === 0 &&
    problems.length === 0 &&
    statements.length > 0 &&
    statements.length <= most &&
    new Set(sids).size === sids.length &&
    statements.every(statement => isPlain(statement, account))
  )
}

function isPlain(
  { sid, effect, principals, actions, resources, ...rest }: Statement,
  account: Account,
): boolean {
  return (
    (sid === undefined || /^[\w -]+$/.test(sid)) &&
    effect === 'Allow' &&
    rest.conditions.length === 0 &&
    rest.conditionHoles.length === 0 &&
    areAll(principals, one => isOwn(one, account)) &&
    areAll(actions, isPlainAction) &&
    areAll(resources, ({ text }) => literal(text) === '*')
  )
}

function areAll<Item>(list: Listed<Item> | undefined, is: (item: Item) => boolean): boolean {
  return list !== undefined && !list.negated && list.items.length > 0 && list.items.every(is)
}

/** Its own account leaves everything to IAM policies. */
function isOwn({ principal }: NamedPrincipal, account: Account): boolean {
  return principal.kind === 'account' && typeof account === 'string' && principal.account === account
}

function isPlainAction({ text }: Pattern): boolean {
  const name = literal(text) ?? ''
  const known = actionNamed(name)
  return name === 'kms:*' || (known !== undefined && overlaps(known, actionsOfAnyKey))
}
