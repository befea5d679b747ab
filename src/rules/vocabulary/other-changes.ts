import type { Alias } from '../../model/inventory.ts'
import { showPrincipal } from '../../model/principal.ts'
import { difference, noActions, union } from '../../model/action-set.ts'
import { literal } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import type { Grant } from '../../model/grant.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { readActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { BeforeAfter, LimitChange, ReplacedPrincipal, UseChange, Word } from '../word.ts'
import { whatInWords } from './access-changes.ts'
import { grantInWords, grantsOnlyReads } from './kms-grants.ts'

/** The alias names another key than before. */
export const namesAnotherKey: Word<BeforeAfter<Alias>> = {
  says: 'it names another key than before',
  ask: ({ before, after }) => {
    if (before === undefined || after === undefined) return answer(false)
    const isTold = before.key !== undefined && after.key !== undefined
    if (isTold) return answer(before.key !== after.key, [after.at])
    if (before.target !== undefined && after.target !== undefined)
      return answer(before.target !== after.target, [after.at])
    return hangsOn([whether(`which key ${after.name ?? after.at.address} names`, after.at)])
  },
}

/** The key that an alias names, in words. */
export function targetOf(alias: Alias | undefined): string {
  return alias?.key ?? alias?.target ?? 'a key that is not known yet'
}

/** The resource is encrypted with another key than before, or without one. */
export const changesItsKey: Word<UseChange> = {
  says: 'it is not encrypted with the key that it was encrypted with',
  ask: ({ isSameKey, before, after, at }) => {
    if (isSameKey !== 'unknown') return answer(isSameKey === 'no', [at])
    const holes = [before, after].flatMap(use => use?.key.unknown ?? [])
    return hangsOn(holes.length > 0 ? holes : [whether(`which key ${at.address} names`, at)], [at])
  },
}

/** The resource was encrypted with a key that AWS manages: whoever may use the resource may use that key. */
export const wasUnderAwsKey: Word<UseChange> = {
  says: 'it was encrypted with a key that AWS manages',
  ask: ({ before }) => answer(/(?:^|:)alias\/aws\//.test(nameOf(before) ?? '')),
}

/** What a resource is encrypted with, in words. */
export function encryptionOf(use: KeyUse | undefined, keys: readonly Key[]): string {
  if (use === undefined) return 'no key that is named'
  if (keys.length > 0) return listed(keys.map(({ address }) => address))
  return nameOf(use) ?? 'a key that is not known yet'
}

function nameOf(use: KeyUse | undefined): string | undefined {
  return use?.key.name && literal(use.key.name)
}

/** A grant is created, removed or another than before. */
export const grantDiffers: Word<BeforeAfter<Grant>> = {
  says: 'a grant is created, removed or changed',
  ask: ({ before, after }) => {
    if (before === undefined || after === undefined) return answer(true)
    const holes = [before, after].flatMap(({ grantee }) =>
      grantee.kind === 'unknown' ? [grantee.unknown] : [],
    )
    return holes.length > 0 ? hangsOn(holes) : answer(true)
  },
}

/** All that the grant gives, before and after, is a look at the key. */
export const grantOnlyReads: Word<BeforeAfter<Grant>> = {
  says: 'the grant only lets read about the key',
  ask: ({ before, after }, world) => {
    const grants = [before, after].filter(grant => grant !== undefined)
    return answer(grants.every(grant => grantsOnlyReads.ask(grant, world).is === 'yes'))
  },
}

function givenBy(grant: Grant): string {
  return `${showPrincipal(grant.grantee)} ${grantInWords(grant)}`
}

/** What becomes of a grant, in words. */
export function grantChangeInWords({ before, after }: BeforeAfter<Grant>): string {
  if (after === undefined)
    return before === undefined ? '' : `the grant that lets ${givenBy(before)} is removed`
  if (before === undefined) return `a new grant lets ${givenBy(after)}`
  return `a grant lets ${givenBy(after)}; it let ${givenBy(before)}`
}

/** Less is denied than before. */
export const deniesLess: Word<LimitChange> = {
  says: 'it takes less access away than before',
  ask: ({ frees, name, at }) => {
    if (frees.some(({ certainty }) => certainty === 'certain')) return answer(true)
    if (frees.length > 0) return hangsOn(holesOf(frees, name, at))
    return hangsOn([whether(`whom else ${name} stopped`, at)])
  },
}

function holesOf(frees: LimitChange['frees'], name: string, at: SourceLocation): readonly Unknown[] {
  const holes = frees.flatMap(({ unknowns }) => unknowns)
  return holes.length > 0 ? holes : [whether(`whether ${name} takes less away`, at)]
}

/** All that somebody can do because of it is look at a key. */
export const freesOnlyReads: Word<LimitChange> = {
  says: 'it only lets read about keys',
  ask: ({ frees }) =>
    answer(
      frees.length > 0 && frees.every(({ access }) => difference(access.actions, readActions) === noActions),
    ),
}

/** Who can do what now, in words; of whom the input does not show, nothing is said. */
export function freedInWords({ frees }: LimitChange): string {
  const [first, ...others] = frees
  if (first === undefined) return 'the input does not show whom that frees'
  const actions = frees.map(({ access }) => access.actions).reduce(union, noActions)
  const who = new Set(frees.map(({ access }) => showPrincipal(access.principal)))
  const keys = new Set(frees.map(({ access }) => access.key.address))
  const freely = [first, ...others].every(({ kind }) => kind === 'widened') ? ' more freely' : ''
  return `${showPrincipal(first.access.principal)}${more(who)} can now ${whatInWords({ ...first.access, actions })} on ${first.access.key.address}${more(keys)}${freely}`
}

function more({ size }: ReadonlySet<string>): string {
  return size < 2 ? '' : ` and ${size - 1} more`
}

/** The role or user is created anew, and what names it is not written again. */
export const losesItsName: Word<ReplacedPrincipal> = {
  says: 'it is destroyed and created anew under the same ARN, and what names it is not written again',
  ask: ({ principal, namedAt }, world) => {
    const identity = world.identityOf(principal)
    if (identity?.at.file === namedAt.file) return answer(true)
    return hangsOn([whether(`whether ${namedAt.address} is written again afterwards`, namedAt)])
  },
}

function whether(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}
