import { accessChange, type AccessChange } from '../change/change.ts'
import type { ChangedAccess } from '../model/change.ts'
import { principalId } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import { read } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { changed } from '../readers/terraform/test-plan.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { twoWorlds, type TwoWorlds } from './two-worlds.ts'

export const own = '111122223333'
export const keyArn = (name: string) => `arn:aws:kms:us-west-2:${own}:key/${name}`
export const roleArn = (name: string, account = own) => `arn:aws:iam::${account}:role/${name}`

export type Written = Readonly<Record<string, unknown>>

export const root = statement(`arn:aws:iam::${own}:root`, 'kms:*', { Sid: 'Root' })

export function statement(principal: unknown, action: unknown, more: Written = {}): Written {
  const named = typeof principal === 'string' && principal !== '*' ? { AWS: principal } : principal
  return { Effect: 'Allow', Principal: named, Action: action, Resource: '*', ...more }
}

export function policy(...statements: readonly Written[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

/** A resource that exists, and what becomes of it: nothing for `undefined`, `null` if it is destroyed. */
export function resource(address: string, before: Written | null, after?: Written | null): object {
  const then = after === undefined ? before : after
  const actions =
    before === null ? ['create'] : then === null ? ['delete'] : then === before ? ['no-op'] : ['update']
  return changed(address, then, { actions, before })
}

export function key(name: string, before: string, after: string = before): object {
  const values = { arn: keyArn(name), key_id: name, is_enabled: true }
  const was = { ...values, policy: before }
  return resource(`aws_kms_key.${name}`, was, before === after ? was : { ...values, policy: after })
}

export function role(name: string, trust?: readonly [string, string]): object {
  const values = { arn: roleArn(name), name, path: '/' }
  const ec2 = policy({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  })
  const [before, after] = trust ?? [ec2, ec2]
  const was = { ...values, assume_role_policy: before }
  return resource(
    `aws_iam_role.${name}`,
    was,
    before === after ? was : { ...values, assume_role_policy: after },
  )
}

export function inline(name: string, before: Written | null, after: Written | null): object {
  const values = (allowed: Written) => ({ role: name, name: 'use', policy: policy(allowed) })
  return resource(
    `aws_iam_role_policy.${name}`,
    before && values(before),
    after === before ? undefined : after && values(after),
  )
}

export const allow = (action: unknown, on: string): Written => ({
  Effect: 'Allow',
  Action: action,
  Resource: on,
})

export async function readingOf(changes: readonly object[], rest: object = {}, path = 'plan.json') {
  const plan = {
    format_version: '1.2',
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { root_module: {} },
    ...rest,
  }
  const chunks = [Buffer.from(JSON.stringify(plan))]
  const options = { accountFor: () => undefined, besidesKeys: () => Promise.resolve(besidesKeys) }
  const { input } = await read({ path, chunks }, options)
  return input
}

export function toldOf(worlds: TwoWorlds): readonly string[] {
  const change = accessChange(worlds.before, worlds.after, ({ address }) => address)
  const keys = [...change.keys()].flatMap(({ fate, before, after, accesses }) => {
    const { address = '' } = after ?? before ?? {}
    const told = accesses.map(one => `${address.replace('aws_kms_key.', '')}: ${lineOf(one)}`)
    return fate === 'kept' ? told : [`${address} is ${fate}`, ...told]
  })
  const elsewhere = change.elsewhere().map(one => {
    const on = one.access.resources.items.map(({ text }) => showText(text)).join(', ')
    return `elsewhere on ${on}: ${lineOf(one)}`
  })
  return [...keys, ...elsewhere]
}

/** Whose access to which key of which file is not what it was. */
export function happensTo(change: AccessChange): readonly string[] {
  return [...change.keys()].flatMap(({ fate, before, after, accesses }) => {
    const { at, address } = after ?? before ?? { at: { file: '' }, address: '' }
    const who = accesses.map(
      ({ kind, access }) => `${at.file} ${address}: ${kind} ${principalId(access.principal)}`,
    )
    return fate === 'kept' ? who : [`${at.file} ${address} is ${fate}`, ...who]
  })
}

function lineOf({
  kind,
  access,
  certainty,
}: Pick<ChangedAccess, 'kind' | 'certainty'> & {
  readonly access: Omit<ChangedAccess['access'], 'key'>
}): string {
  const names = actionNames(access.actions)
  const actions = names.length > 4 ? `${names.length} actions` : names.join(' ')
  const when = access.conditions.map(showCondition)
  return [
    ...(certainty === 'possible' ? ['perhaps'] : []),
    kind,
    principalId(access.principal),
    access.via,
    actions,
    ...(when.length === 0 ? [] : [`if ${when.join(' and ')}`]),
  ].join(' ')
}

export async function changesOf(...changes: readonly object[]): Promise<readonly string[]> {
  return toldOf(twoWorlds([await readingOf(changes)], []))
}

export const app = roleArn('app')
export const use = ['kms:Decrypt', 'kms:Encrypt']
