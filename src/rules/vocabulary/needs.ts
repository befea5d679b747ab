import type { Answer } from '../../model/answer.ts'
import type { Condition, Statement } from '../../model/statement.ts'
import type { Key } from '../../model/key.ts'
import type { KeyNeed, KeyUse } from '../../model/key-use.ts'
import { principalId, showPrincipal } from '../../model/principal.ts'
import { literal } from '../../model/text.ts'
import { anyOf } from '../../model/tri.ts'
import { distinctUnknowns } from '../../model/unknown.ts'
import { unmetNeedsOn, type UnmetNeed } from '../../access/unmet-needs.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Correction, WrittenValue } from '../correction.ts'
import { actionsInWords, listed } from '../phrases.ts'
import type { Word, World } from '../word.ts'
import { oneOrMore } from '../written-statement.ts'
import { adding } from './corrections.ts'

/** A service that acts for the resource lacks what it needs of the key; told once for all resources that lack it alike. */
export const serviceLacksKey: Word<KeyUse> = {
  says: 'a service that works for the resource has none of what it needs of the key',
  ask: (use, world) => joined(unmetOf(use, world).map(({ is, hangsOn: holes }) => ({ is, holes }))),
}

/** What the service needs is not in a guide of AWS. */
export const needIsUnverified: Word<KeyUse> = {
  says: 'no guide of AWS says what the service needs',
  ask: (use, world) => answer(unmetOf(use, world).every(({ need }) => need.unverified)),
}

/** What is missing, for whom and for what: `… needs aws_kms_key.app: …, and nothing gives the service … kms:Decrypt`. */
export function lackingServiceInWords(use: KeyUse, world: World): string {
  const parts = unmetOf(use, world).map(({ by, missing, key, need, uses }) => {
    const more = new Set(uses.map(({ address }) => address)).size - 1
    const who = more === 0 ? `${use.address} needs` : `${use.address} and ${more} more need`
    return `${who} ${key.address}: ${need.says}, and nothing gives ${showPrincipal(by)} ${listed(missing)}`
  })
  return [...new Set(parts)].join('; ')
}

/** The statement that lets the service in, for the requests that its guide tells; nothing where they are not told. */
export function admittingService(use: KeyUse, world: World): Correction | undefined {
  const [unmet, ...more] = unmetOf(use, world)
  if (unmet === undefined || more.length > 0 || unmet.by.kind !== 'service' || isDenied(unmet))
    return undefined
  const service = literal(unmet.by.name)
  const condition = conditionFor(unmet)
  return condition === undefined || service === undefined
    ? undefined
    : adding(unmet.key, {
        Sid: `Allow${capital(unmet.need.row)}`,
        Effect: 'Allow',
        Principal: { Service: service },
        Action: [...unmet.need.documented],
        Resource: '*',
        Condition: condition,
      })
}

/** What to add, in words: the statement itself is the correction, where its values are told. */
export function howToAdmitService(use: KeyUse, world: World): string {
  const ways = unmetOf(use, world).map(unmet => {
    const { by, key, need } = unmet
    const where =
      by.kind === 'service' ? `\`"Service": "${principalId(by)}"\`` : `\`"AWS": "${principalId(by)}"\``
    if (isDenied(unmet))
      return `The policy of ${key.address} admits ${where}: keep its Deny from calls of services, by \`"Bool": {"aws:PrincipalIsAWSService": "false"}\`, or mend the conditions of what admits the service`
    return `Add to the policy of ${key.address} a statement that allows ${where} the actions ${need.documented.map(name => `\`${name}\``).join(', ')}`
  })
  return `${ways.join('. ')}. A delegation to the account does not help a service.`
}

/** A statement lets it in, and another one may stop it: one more would change nothing. */
function isDenied({ by, key }: UnmetNeed): boolean {
  const statements = key.policies.flatMap(({ document }) => document.statements)
  const admits = ({ effect, principals }: Statement) =>
    effect === 'Allow' &&
    principals?.negated === false &&
    principals.items.some(({ principal }) => principalId(principal) === principalId(by))
  return statements.some(({ effect }) => effect === 'Deny') && statements.some(admits)
}

/** Keys that its condition may ask for, the most telling first (guides of AWS, "confused deputy"). */
const askable = ['aws:sourcearn', 'kms:encryptioncontext:', 'aws:sourceaccount']

function conditionFor({ need, uses }: UnmetNeed): Record<string, Record<string, WrittenValue>> | undefined {
  for (const start of askable) {
    const name = [...need.context.keys()].find(key => key.startsWith(start))
    if (name === undefined || (start.startsWith('kms:') && !isOnUseAlone(need))) continue
    const values = valuesOf(uses, need.row, name)
    if (values !== undefined) return { [operatorFor(name)]: { [spelled(name)]: oneOrMore(values) } }
  }
  return undefined
}

/** \`kms:DescribeKey\` carries no encryption context. */
function isOnUseAlone({ needed }: KeyNeed): boolean {
  return !needed.includes('kms:DescribeKey')
}

/** So many values are written; more want a pattern, which nobody can make up. */
const mostValues = 20

function valuesOf(uses: readonly KeyUse[], row: string, name: string): readonly string[] | undefined {
  if (uses.length > mostValues) return undefined
  const all = uses.map(({ needs }) => needs.find(need => need.row === row)?.context.get(name) ?? [])
  const told = all.flat().map(literal)
  const known = told.filter(value => value !== undefined)
  return known.length < told.length || all.some(({ length }) => length === 0)
    ? undefined
    : [...new Set(known)]
}

function operatorFor(name: string): Condition['operator'] {
  return name === 'aws:sourceaccount' ? 'StringEquals' : 'ArnEquals'
}

function spelled(name: string): string {
  return name
    .replace('aws:sourcearn', 'aws:SourceArn')
    .replace('aws:sourceaccount', 'aws:SourceAccount')
    .replace('kms:encryptioncontext:', 'kms:EncryptionContext:')
}

/** \`cloudwatch-logs\` → \`CloudwatchLogs\`: a Sid has letters and digits alone. */
function capital(row: string): string {
  return row.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** Those needs of which this resource tells. */
function unmetOf(use: KeyUse, world: World): readonly UnmetNeed[] {
  return world
    .keysOfUse(use)
    .flatMap(key => unmetNeedsOn(world, key))
    .filter(({ uses: [first] }) => first === use)
}

/** Roles and users may do with the resource what needs its key, and have not the half of the key. */
export const callersLackKey: Word<KeyUse> = {
  says: 'a role or user may use the resource, and has not what that needs of its key',
  ask: (use, world) => joined(lackedOf(use, world).map(({ unknowns }) => ({ is: 'yes', holes: unknowns }))),
}

/** Who lacks what, for what. */
export function lackingCallersInWords(use: KeyUse, world: World): string {
  const all = lackedOf(use, world)
  const parts = all.slice(0, 2).map(({ says, actions }) => `${says}, but not ${actionsInWords(actions)}`)
  const more = all.length > 2 ? [`the same goes for ${all.length - 2} more`] : []
  return `${keyOf(use, world)}: ${[...parts, ...more].join('; ')}`
}

function keyOf(use: KeyUse, world: World): string {
  return listed(world.keysOfUse(use).map(({ address }: Key) => address))
}

/** Each need is told with the first of its resources. */
function lackedOf(use: KeyUse, world: World) {
  return world
    .keysOfUse(use)
    .flatMap(key => world.lackedOn(key))
    .filter(({ uses: [first] }) => first === use)
}

interface Part {
  readonly is: Answer['is']
  readonly holes: Answer['hangsOn']
}

/** What hangs on something is not certain, whatever it says of itself. */
function joined(parts: readonly Part[]): Answer {
  const is = anyOf(parts.map(part => (part.holes.length > 0 ? 'unknown' : part.is)))
  return is === 'unknown'
    ? hangsOn(distinctUnknowns(parts.flatMap(({ holes }) => holes)))
    : answer(is === 'yes')
}
