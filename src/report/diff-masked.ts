import type {
  AccessDiff,
  ChangedCallers,
  ChangeGroup,
  DiffAccess,
  Difference,
  DiffReport,
  KeyDiff,
} from '../model/diff.ts'
import type { Mask } from './mask.ts'
import { maskedError, maskedInput, maskedSpot } from './masked.ts'
import { maskedAccess, maskedGroup, maskedMembers, maskedReasons } from './who-masked.ts'

/** The report without secrets; addresses and files stay as they are. */
export function maskedDiff(report: DiffReport, mask: Mask): DiffReport {
  const { inputs, errors, blindSpots, change, drift } = report
  return {
    ...report,
    inputs: inputs.map(input => maskedInput(input, mask)),
    errors: errors.map(error => maskedError(error, mask)),
    blindSpots: blindSpots.map(spot => maskedSpot(spot, mask)),
    change: maskedChange(change, mask),
    ...(drift === undefined ? {} : { drift: maskedChange(drift, mask) }),
  }
}

function maskedChange(change: AccessDiff, mask: Mask): AccessDiff {
  return {
    summary: { ...change.summary, says: mask(change.summary.says) },
    *keys() {
      for (const key of change.keys()) yield maskedKey(key, mask)
    },
    elsewhere: change.elsewhere.map(group => ({ ...maskedChanges(group, mask), on: mask(group.on) })),
    *elsewhereAccesses() {
      for (const access of change.elsewhereAccesses())
        yield { ...maskedRow(access, mask), key: mask(access.key) }
    },
  }
}

function maskedKey(key: KeyDiff, mask: Mask): KeyDiff {
  return {
    ...key,
    ...(key.arn === undefined ? {} : { arn: mask(key.arn) }),
    aliases: key.aliases.map(mask),
    notes: key.notes.map(mask),
    callers: () => maskedCallers(key.callers(), mask),
    *accesses() {
      for (const access of key.accesses()) yield maskedRow(access, mask)
    },
  }
}

function maskedCallers({ groups, members }: ChangedCallers, mask: Mask): ChangedCallers {
  const { gained, widened, narrowed, lost } = members
  return {
    groups: groups.map(group => maskedChanges(group, mask)),
    members: {
      gained: maskedMembers(gained, mask),
      widened: maskedMembers(widened, mask),
      narrowed: maskedMembers(narrowed, mask),
      lost: maskedMembers(lost, mask),
    },
  }
}

function maskedChanges(group: ChangeGroup, mask: Mask): ChangeGroup {
  return { ...group, ...maskedGroup(group, mask), ...maskedDifference(group, mask) }
}

function maskedRow(access: DiffAccess, mask: Mask): DiffAccess {
  return { ...access, ...maskedAccess(access, mask), ...maskedDifference(access, mask) }
}

function maskedDifference({ otherwise, example, neededBy }: Difference, mask: Mask): Difference {
  const told =
    example &&
    Object.fromEntries(Object.entries(example).map(([key, values]) => [mask(key), values.map(mask)]))
  return {
    otherwise: otherwise.map(one => maskedReasons(one, mask)),
    ...(told === undefined ? {} : { example: told }),
    neededBy: neededBy.map(mask),
  }
}
