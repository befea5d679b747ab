import { text, type Text } from '../../model/text.ts'
import { accountOfCaller, principalArnOf, principalTypeOf, type Caller } from './caller.ts'

/** The condition keys of a request, by their names in lower case, each with its values. */
export type RequestContext = ReadonlyMap<string, readonly Text[]>

/**
 * Adds what AWS itself puts into every request of this caller on this resource; what is given already stays.
 * Services have no `aws:PrincipalArn` and no account of their own.
 */
export function completed(
  given: RequestContext,
  caller: Caller,
  action: string,
  resourceAccount: string | undefined,
): RequestContext {
  const context = new Map(given)
  const add = (key: string, value: Text | string | undefined): void => {
    if (value === undefined || context.has(key)) return
    context.set(key, [typeof value === 'string' ? text(value) : value])
  }
  const account = accountOfCaller(caller)
  add('aws:principalarn', principalArnOf(caller))
  add('aws:principalaccount', account)
  add('aws:principaltype', principalTypeOf(caller))
  add(
    'aws:principalisawsservice',
    caller.kind === 'anonymous' ? undefined : String(caller.kind === 'service'),
  )
  add('aws:resourceaccount', resourceAccount)
  if (caller.kind === 'service') add('aws:principalservicename', caller.name)
  if (caller.kind === 'user') add('aws:username', caller.arn.slice(caller.arn.lastIndexOf('/') + 1))
  if (/^kms:/i.test(action)) {
    add('kms:calleraccount', account)
    // Only a service that acts for an AWS resource sets it to true.
    if (/^kms:(?:creategrant|listgrants|revokegrant)$/i.test(action))
      add('kms:grantisforawsresource', 'false')
  }
  return context
}
