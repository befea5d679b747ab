import type { Rule } from 'keyplan'
import constrainedGrant from './grant/constrained-grant.ts'
import distinctGrants from './grant/distinct-grants.ts'
import finalGrantee from './grant/final-grantee.ts'
import outsideGrantee from './grant/outside-grantee.ts'
import retirableGrant from './grant/retirable-grant.ts'
import singleGrantee from './grant/single-grantee.ts'
import validGrant from './grant/valid-grant.ts'
import wholeContext from './grant/whole-context.ts'
import aliasAndKey from './identity/alias-and-key.ts'
import allAccountKeys from './identity/all-account-keys.ts'
import bothHalves from './identity/both-halves.ts'
import delegatedAllows from './identity/delegated-allows.ts'
import foreignKeyUse from './identity/foreign-key-use.ts'
import foreignKeys from './identity/foreign-keys.ts'
import guardedGrantCreation from './identity/guarded-grant-creation.ts'
import keysByArn from './identity/keys-by-arn.ts'
import limitedKeyCreation from './identity/limited-key-creation.ts'
import listedActions from './identity/listed-actions.ts'
import managementByKeys from './identity/management-by-keys.ts'
import noExceptions from './identity/no-exceptions.ts'
import rolesNotUsers from './identity/roles-not-users.ts'
import starForKeyless from './identity/star-for-keyless.ts'
import trustedKeyOwner from './identity/trusted-key-owner.ts'
import withinKeyPolicy from './identity/within-key-policy.ts'
import aliasRepointed from './path/alias-repointed.ts'
import callerLacksKey from './path/caller-lacks-key.ts'
import computePath from './path/compute-path.ts'
import endpointPolicy from './path/endpoint-policy.ts'
import fewReaders from './path/few-readers.ts'
import keyBesideResource from './path/key-beside-resource.ts'
import onePurpose from './path/one-purpose.ts'
import privilegeEscalation from './path/privilege-escalation.ts'
import serviceAdmitted from './path/service-admitted.ts'
import tagsOpenKey from './path/tags-open-key.ts'
import untrustedPath from './path/untrusted-path.ts'
import unusedKey from './path/unused-key.ts'
import narrowedAccount from './trust/narrowed-account.ts'
import providerSubject from './trust/provider-subject.ts'
import publicRole from './trust/public-role.ts'

/** About what stands beside keys: identities, grants, resources that are encrypted, and the ways between them. */
export const rulesBeyondKeys: readonly Rule[] = [
  outsideGrantee,
  singleGrantee,
  finalGrantee,
  constrainedGrant,
  distinctGrants,
  retirableGrant,
  validGrant,
  wholeContext,
  untrustedPath,
  privilegeEscalation,
  computePath,
  fewReaders,
  serviceAdmitted,
  callerLacksKey,
  keyBesideResource,
  tagsOpenKey,
  onePurpose,
  aliasRepointed,
  unusedKey,
  endpointPolicy,
  foreignKeys,
  foreignKeyUse,
  allAccountKeys,
  keysByArn,
  listedActions,
  limitedKeyCreation,
  managementByKeys,
  aliasAndKey,
  delegatedAllows,
  trustedKeyOwner,
  guardedGrantCreation,
  starForKeyless,
  noExceptions,
  rolesNotUsers,
  bothHalves,
  withinKeyPolicy,
  publicRole,
  narrowedAccount,
  providerSubject,
]
