import type { Principal } from '../../model/principal.ts'
import type { PolicyDocument, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { inEachStatement, type Judged } from './in-statements.ts'
import { isCovered, literalsOf } from './literals-of.ts'

const service = 'rolesanywhere.amazonaws.com'

/** IAM Roles Anywhere User Guide, "Trust model in AWS IAM Roles Anywhere": it needs all three. */
const needed = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']

/** Trust policies that let IAM Roles Anywhere in without all that it needs. */
export function rolesAnywhere(judged: Judged): readonly Problem[] {
  const lacking = lackingIn(judged.document)
  if (lacking.length === 0) return []
  return inEachStatement(judged, ({ effect, principals }) => {
    const item = principals?.items.find(({ principal }) => isAnywhere(principal) === 'yes')
    if (effect !== 'Allow' || item === undefined || principals?.negated === true) return []
    const without = lacking.map(one => `\`${one}\``).join(' and ')
    return [
      { code: 'trust-action', says: `lets \`${service}\` assume the role without ${without}`, at: item.at },
    ]
  })
}

/** What no statement allows it, each for its own part; nothing where one may that is not told. */
function lackingIn({ statements, holes }: PolicyDocument): readonly string[] {
  const lists = statements.filter(mayAdmit).map(({ actions }) => literalsOf(actions))
  const names = lists.flatMap(list => list ?? [])
  const isTold = holes.length === 0 && !lists.includes(undefined)
  return isTold ? needed.filter(one => !isCovered(one, names)) : []
}

function mayAdmit({ effect, principals }: Statement): boolean {
  const items = effect === 'Deny' ? [] : (principals?.items ?? [])
  return items.some(({ principal }) => isAnywhere(principal) !== 'no')
}

function isAnywhere(principal: Principal): Tri {
  if (principal.kind === 'unknown' || principal.kind === 'everyone') return 'unknown'
  if (principal.kind !== 'service') return 'no'
  const name = literal(principal.name)
  if (name === undefined) return 'unknown'
  return name === service ? 'yes' : 'no'
}
