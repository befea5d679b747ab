import leven from 'leven'
import type { Pattern, Problem } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import table from '../aws/services.json' with { type: 'json' }
import { remembered } from '../remembered.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'
import { kmsActionNames, kmsActionsNamed, partsOfAction } from './kms-action-facts.ts'
import { nearest } from './nearest.ts'

let services: ReadonlySet<string> | undefined

/**
 * Actions that AWS does not have. Of KMS each is known; of other services their prefix alone, since it is not for this
 * tool to keep up with them.
 */
export function actionNames(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, ({ actions }) => eachServiceOnce((actions?.items ?? []).flatMap(faultsOf)))
}

/** Who mends the first action of a service mends them all. */
function eachServiceOnce(faults: readonly Fault[]): readonly Fault[] {
  const told = new Set<string>()
  return faults.filter(({ code, says }) => {
    if (code !== 'unknown-service') return true
    const service = says.slice(says.indexOf(' of a service '))
    if (told.has(service)) return false
    told.add(service)
    return true
  })
}

function faultsOf({ text, at }: Pattern): readonly Fault[] {
  const written = literal(text)
  if (written === undefined || written === '' || written === '*') return none
  const fault = faultOf(written)
  return fault === undefined ? none : [{ ...fault, at }]
}

const none: readonly Fault[] = []

type Unplaced = Omit<Fault, 'at'>

const faultOf: (written: string) => Unplaced | undefined = remembered(
  (written: string): Unplaced | undefined => {
    const parts = partsOfAction(written)
    if (parts === undefined) {
      const meant = /^kms\W?(\w+\*?)$/i.exec(written)?.[1] ?? written
      return withCure('invalid-action', `lists ${quoted(written)} without a service`, knownAs(meant))
    }
    const { service, name } = parts
    if (/[*?]/.test(service)) return wildcardInService(written)
    if (service.toLowerCase() === 'kms') return faultOfKms(written, name)
    return isService(service) ? undefined : faultOfService(written, service, name)
  },
)

/** Which services a wildcard there covers is documented nowhere. */
function wildcardInService(written: string): Unplaced {
  return {
    code: 'wildcard-in-service',
    says: `has a wildcard in the service of ${quoted(written)}: name each service, or all of AWS by \`*\``,
  }
}

/** The published data lacks actions that there are, so a name that is like none of them may be right. */
function faultOfKms(written: string, name: string): Unplaced | undefined {
  if (kmsActionsNamed(name).length > 0) return undefined
  const start = /^[A-Za-z]{4,40}$/.test(name) ? kmsActionsNamed(`${name}*`) : []
  if (start.length > 0) {
    const some = start.map(({ action }) => `\`kms:${action}\``)
    const says = `lists ${quoted(written)}, which is no action of AWS KMS: did you mean ${listed(some)}?`
    return { code: 'unknown-action', says }
  }
  const meant = nearest(name, kmsActionNames)
  const isClose = meant !== undefined && leven(name.toLowerCase(), meant.toLowerCase()) <= 2
  const isNameless = !/^[A-Za-z]+\*?$/.test(name)
  if (!isClose && !isNameless) {
    const says = `lists ${quoted(written)}, which is not among the actions that AWS publishes`
    return { code: 'unlisted-action', says }
  }
  const isPattern = /[*?]/.test(name)
  const says = `lists ${quoted(written)}, which ${isPattern ? 'covers no action of' : 'is no action of'} AWS KMS`
  return withCure('unknown-action', says, isClose && !isPattern ? meant : undefined)
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `one of ${names.length} that begin so` : names.join(' or ')
}

function isService(prefix: string): boolean {
  services ??= new Set(table.services.split(' '))
  return services.has(prefix.toLowerCase())
}

/** `ksm:Decrypt` is meant for KMS, and does nothing. */
function faultOfService(written: string, service: string, name: string): Unplaced {
  const [ofKms] = /[*?]/.test(name) ? [] : kmsActionsNamed(name)
  if (ofKms !== undefined && leven(service.slice(0, 20).toLowerCase(), 'kms') <= 2) {
    const says = `lists ${quoted(written)}, which is no action of AWS`
    return withCure('unknown-action', says, ofKms.action)
  }
  const says = `lists ${quoted(written)} of a service ${quoted(service)} that AWS does not list`
  return { code: 'unknown-service', says }
}

function knownAs(name: string): string | undefined {
  return kmsActionsNamed(name).length > 0 ? name : undefined
}

function withCure(code: Fault['code'], says: string, meant: string | undefined): Unplaced {
  if (meant === undefined) return { code, says }
  return { code, says: `${says}: did you mean \`kms:${meant}\`?`, instead: `kms:${meant}` }
}
