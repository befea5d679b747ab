import type { Condition, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { hasWildcard } from '../wildcard.ts'
import { addressBlock, isAligned } from './addresses.ts'
import {
  inEachCondition,
  inEachStatement,
  isNegated,
  needsItsKey,
  quoted,
  type Fault,
  type Judged,
} from './in-statements.ts'
import { familyOf } from './operator-types.ts'

type Objection = Omit<Fault, 'at'>

/** Values that the operator cannot read, or that no request has for the condition key. */
export function conditionValues(judged: Judged): readonly Problem[] {
  return [
    ...inEachCondition(judged, (condition, statement) =>
      [...unreadable(condition), ...impossible(condition, statement)].map(fault => ({
        ...fault,
        at: condition.at,
      })),
    ),
    ...inEachStatement(judged, repeatedKeys),
  ]
}

interface Reading {
  readonly reads: (value: string) => boolean
  readonly wanted: string
}

const trueOrFalse: Reading = { reads: value => /^(?:true|false)$/i.test(value), wanted: '`true` or `false`' }
const readings: Readonly<Record<string, Reading>> = {
  Bool: trueOrFalse,
  Null: trueOrFalse,
  Numeric: { reads: value => /^[+-]?\d+(?:\.\d+)?$/.test(value), wanted: 'a number' },
  Date: { reads: isTime, wanted: 'a time such as `2026-01-31T00:00:00Z`' },
  IpAddress: {
    reads: value => addressBlock(value) !== undefined,
    wanted: 'an address block such as `203.0.113.0/24`',
  },
  Binary: {
    reads: value => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
    wanted: 'text in Base64',
  },
}

/** Empty values are told apart (`empty-elements.ts`), and so are variables (`variables-in.ts`). */
function known(values: Condition['values']): readonly string[] {
  return values.flatMap(value => literal(value) ?? []).filter(value => value !== '' && !value.includes('${'))
}

function unreadable({ operator, key, values }: Condition): readonly Objection[] {
  const reading = operator === 'Null' ? trueOrFalse : readings[familyOf(operator) ?? '']
  if (reading === undefined) return []
  const shown = `compares ${quoted(key)} by \`${operator}\``
  if (reading === trueOrFalse && values.length > 1)
    return [{ code: 'several-booleans', says: `${shown} with several values, where one is enough` }]
  const read = known(values)
  const wrong = read.find(value => !reading.reads(value))
  if (wrong !== undefined)
    return [
      { code: 'unreadable-value', says: `${shown} with ${quoted(wrong)}, which is not ${reading.wanted}` },
    ]
  const rough = read.find(value => !isExact(value))
  return rough === undefined
    ? []
    : [
        {
          code: 'rough-address-range',
          says: `${shown} with ${quoted(rough)}, which is no start of such a range`,
        },
      ]
}

function isExact(value: string): boolean {
  const block = addressBlock(value)
  return block === undefined || isAligned(block)
}

/** IAM User Guide, "Date condition operators": W3C's profile of ISO 8601, or seconds since 1970. */
function isTime(value: string): boolean {
  return /^\d+$|^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?)?)?$/i.test(
    value,
  )
}

const account: Reading = { reads: value => /^\d{12}$/.test(value), wanted: 'an account id of 12 digits' }
const region: Reading = {
  reads: value => /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/.test(value),
  wanted: 'a Region such as `us-west-2`',
}

/** What the values of these keys look like (IAM User Guide, "AWS global condition context keys"). */
const shapes: readonly (readonly [RegExp, Reading])[] = [
  [
    /^aws:(?:principal|resource|source|vpce)orgid$/i,
    {
      reads: value => /^o-[a-z0-9]{10,32}$/.test(value),
      wanted: 'an organization id such as `o-a1b2c3d4e5`',
    },
  ],
  [/^(?:aws:(?:principal|resource|source|vpce)|kms:caller)account$/i, account],
  [
    /^aws:sourcevpc$/i,
    { reads: value => /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value), wanted: 'the id of a VPC, `vpc-…`' },
  ],
  [
    /^aws:sourcevpce$/i,
    {
      reads: value => /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value),
      wanted: 'the id of a VPC endpoint, `vpce-…`',
    },
  ],
  [/^(?:aws:requestedregion|kms:(?:primary|replica)region)$/i, region],
]

function impossible(condition: Condition, statement: Statement): readonly Objection[] {
  const { operator, key, values } = condition
  if (!operator.startsWith('String')) return []
  const shape = shapes.find(([pattern]) => pattern.test(key))?.[1]
  if (shape === undefined) return []
  // A wildcard is judged with its operator (`literal-wildcards.ts`).
  const wrong = values.filter(value => !hasWildcard(value) && known([value]).some(one => !shape.reads(one)))
  const [first] = wrong
  if (first === undefined) return []
  const says = `compares ${quoted(key)} with ${quoted(first)}, which is not ${shape.wanted}`
  if (wrong.length === values.length) {
    if (isNegated(operator)) return [{ code: 'impossible-values', says: `${says}: it always holds` }]
    if (needsItsKey(condition)) {
      const code = statement.effect === 'Deny' ? 'impossible-values' : 'impossible-values-of-allow'
      return [{ code, says: `${says}: it never holds` }]
    }
  }
  return [{ code: 'impossible-value', says }]
}

/** Access Analyzer policy check reference, "Duplicate keys with different case". */
function repeatedKeys({ conditions }: Statement): readonly Fault[] {
  const seen = new Map<string, string>()
  const faults: Fault[] = []
  for (const { key, operator, qualifier, ifExists, at } of conditions) {
    const name = JSON.stringify([operator, qualifier, ifExists, key.toLowerCase()])
    const before = seen.get(name)
    if (before === undefined) seen.set(name, key)
    else if (before !== key) {
      const says = `has ${quoted(before)} and ${quoted(key)} under \`${operator}\`, which is one condition key`
      faults.push({ code: 'repeated-condition-key', says, at })
    }
  }
  return faults
}
