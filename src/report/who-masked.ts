import type {
  CallerGroup,
  ClassMembers,
  Membership,
  SharedCallers,
  Way,
  WhoAccess,
  WhoKey,
  WhoPath,
  WhoReport,
  WhoUse,
} from '../model/who.ts'
import type { Mask } from './mask.ts'
import { maskedInput, maskedSpot, maskedUnknown } from './masked.ts'

/** The report without secrets; addresses and files stay as they are. Keys that share callers still do. */
export function maskedWho(report: WhoReport, mask: Mask): WhoReport {
  const shared = new Map<SharedCallers, SharedCallers>()
  return {
    ...report,
    inputs: report.inputs.map(input => maskedInput(input, mask)),
    blindSpots: report.blindSpots.map(spot => maskedSpot(spot, mask)),
    *keys() {
      for (const key of report.keys()) {
        const told = shared.get(key.shared) ?? maskedShared(key.shared, mask)
        shared.set(key.shared, told)
        yield maskedKey(key, told, mask)
      }
    },
    *uses() {
      for (const use of report.uses()) yield maskedUse(use, mask)
    },
  }
}

function maskedKey(key: WhoKey, shared: SharedCallers, mask: Mask): WhoKey {
  return {
    ...key,
    ...(key.arn === undefined ? {} : { arn: mask(key.arn) }),
    aliases: key.aliases.map(mask),
    decides: mask(key.decides),
    callers: key.callers.map(group => maskedGroup(group, mask)),
    shared,
    members: maskedMembers(key.members, mask),
    uses: () => key.uses().map(use => maskedUse(use, mask)),
    *accesses() {
      for (const access of key.accesses()) yield maskedAccess(access, mask)
    },
  }
}

function maskedShared({ callers, members, accesses }: SharedCallers, mask: Mask): SharedCallers {
  return {
    callers: callers.map(group => maskedGroup(group, mask)),
    members: maskedMembers(members, mask),
    accesses,
  }
}

/** Callers without secrets. */
export function maskedGroup({ standing, members, memberOf }: CallerGroup, mask: Mask): CallerGroup {
  const [first, ...others] = members
  const caller = ({ ways, ...one }: typeof first): typeof first => ({
    ...one,
    name: mask(one.name),
    ways: ways.map(way => maskedWay(way, mask)),
  })
  return {
    standing,
    members: [caller(first), ...others.map(caller)],
    memberOf: memberOf.map(one => maskedClass(one, mask)),
  }
}

/** Members of classes without secrets. */
export function maskedMembers(members: readonly ClassMembers[], mask: Mask): readonly ClassMembers[] {
  return members.map(one => ({ ...one, ...maskedClass(one, mask), example: mask(one.example) }))
}

function maskedClass({ class: name, perhaps }: Membership, mask: Mask): Membership {
  return { class: mask(name), perhaps }
}

function maskedWay(way: Way, mask: Mask): Way {
  return {
    ...way,
    ...maskedReasons(way, mask),
    path: maskedPath(way.path, mask),
    otherPaths: way.otherPaths.map(path => maskedPath(path, mask)),
  }
}

/** An access without secrets. */
export function maskedAccess(access: WhoAccess, mask: Mask): WhoAccess {
  return {
    ...access,
    principal: mask(access.principal),
    ...(access.keyArn === undefined ? {} : { keyArn: mask(access.keyArn) }),
    ...maskedReasons(access, mask),
    path: maskedPath(access.path, mask),
  }
}

type Reasons = Pick<Way, 'conditions' | 'unless' | 'unknowns'>

/** What is asked of a call, without secrets. */
export function maskedReasons({ conditions, unless, unknowns }: Reasons, mask: Mask): Reasons {
  return {
    conditions: conditions.map(mask),
    unless: unless.map(mask),
    unknowns: unknowns.map(unknown => maskedUnknown(unknown, mask)),
  }
}

function maskedPath(path: WhoPath, mask: Mask): WhoPath {
  return path.map(step => ({ ...step, says: mask(step.says) }))
}

function maskedUse(use: WhoUse, mask: Mask): WhoUse {
  return {
    ...use,
    ...(use.keyArn === undefined ? {} : { keyArn: mask(use.keyArn) }),
    what: mask(use.what),
    needs: use.needs.map(need => ({ ...need, by: mask(need.by), says: mask(need.says) })),
  }
}
