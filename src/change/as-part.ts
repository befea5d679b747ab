import { decide } from '../access/decide.ts'
import type { Target } from '../access/target.ts'
import type { Access } from '../model/access.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'

/**
 * What a class has, for a part of it: without what is true of each of the part already, and nothing where that is
 * refused to all of them. No principal of an account is an AWS service, which some of everyone are.
 */
export function asPart(access: Access, part: Principal, target: Target): readonly Access[] {
  const conditions = openFor(access.conditions, part, target)
  const unless = access.unless.flatMap(list => {
    const left = openFor(list, part, target)
    return left === undefined ? [] : [left]
  })
  if (conditions === undefined || unless.some(list => list.length === 0)) return []
  return [{ ...access, conditions, unless }]
}

/** Those that are not met already; nothing where one never is. */
function openFor(
  conditions: readonly Condition[],
  part: Principal,
  target: Target,
): readonly Condition[] | undefined {
  const effects = conditions.map(condition => decide(condition, part, target).is)
  if (effects.includes('never')) return undefined
  return conditions.filter((_, index) => effects[index] !== 'always')
}
