import type { Rule } from 'keyplan'
import allowNotPrincipal from './grammar/allow-not-principal.ts'
import allowOrDeny from './grammar/allow-or-deny.ts'
import applicableConditionKeys from './grammar/applicable-condition-keys.ts'
import brokenDocuments from './grammar/broken-documents.ts'
import documentSize from './grammar/document-size.ts'
import documentVersion from './grammar/document-version.ts'
import emptyElements from './grammar/empty-elements.ts'
import fittingOperators from './grammar/fitting-operators.ts'
import illegalCharacters from './grammar/illegal-characters.ts'
import knownConditionKeys from './grammar/known-condition-keys.ts'
import knownOperators from './grammar/known-operators.ts'
import likeForWildcards from './grammar/like-for-wildcards.ts'
import malformedArns from './grammar/malformed-arns.ts'
import malformedPrincipals from './grammar/malformed-principals.ts'
import missingElements from './grammar/missing-elements.ts'
import namedPassedRoles from './grammar/named-passed-roles.ts'
import namedServiceRoles from './grammar/named-service-roles.ts'
import organizationSyntax from './grammar/organization-syntax.ts'
import pairedConditionKeys from './grammar/paired-condition-keys.ts'
import policyAsText from './grammar/policy-as-text.ts'
import policyVariables from './grammar/policy-variables.ts'
import publicSourceAddresses from './grammar/public-source-addresses.ts'
import quotedAccountIds from './grammar/quoted-account-ids.ts'
import redundantParts from './grammar/redundant-parts.ts'
import servicePrincipalSource from './grammar/service-principal-source.ts'
import setOperators from './grammar/set-operators.ts'
import statementNames from './grammar/statement-names.ts'
import supportedTagConditions from './grammar/supported-tag-conditions.ts'
import trustSyntax from './grammar/trust-syntax.ts'
import unfitResources from './grammar/unfit-resources.ts'
import unknownActions from './grammar/unknown-actions.ts'
import unknownElements from './grammar/unknown-elements.ts'
import unsupportedActions from './grammar/unsupported-actions.ts'
import validConditionValues from './grammar/valid-condition-values.ts'
import wildcardService from './grammar/wildcard-service.ts'
import aliasName from './key/alias-name.ts'
import anyone from './key/anyone.ts'
import attestationBinding from './key/attestation-binding.ts'
import attestationBypass from './key/attestation-bypass.ts'
import crossAccountActions from './key/cross-account-actions.ts'
import deletionWindow from './key/deletion-window.ts'
import destructiveActions from './key/destructive-actions.ts'
import directAccess from './key/direct-access.ts'
import enabledKey from './key/enabled-key.ts'
import everyoneBut from './key/everyone-but.ts'
import fittingKey from './key/fitting-key.ts'
import foreignAccounts from './key/foreign-accounts.ts'
import fullControl from './key/full-control.ts'
import guardWithNames from './key/guard-with-names.ts'
import guardedGrants from './key/guarded-grants.ts'
import impossibleRotation from './key/impossible-rotation.ts'
import keptFromDestroy from './key/kept-from-destroy.ts'
import lastingMaterial from './key/lasting-material.ts'
import multiRegionNeed from './key/multi-region-need.ts'
import onePolicyWriter from './key/one-policy-writer.ts'
import placeholders from './key/placeholders.ts'
import replicaPolicy from './key/replica-policy.ts'
import rotationPeriod from './key/rotation-period.ts'
import sensitiveDelegation from './key/sensitive-delegation.ts'
import separateDuties from './key/separate-duties.ts'
import serviceNames from './key/service-names.ts'
import serviceSource from './key/service-source.ts'
import statementEffect from './key/statement-effect.ts'
import strongAsymmetric from './key/strong-asymmetric.ts'
import usablePrincipals from './key/usable-principals.ts'
import viaService from './key/via-service.ts'
import wholeAccounts from './key/whole-accounts.ts'

/** About keys that are not plain and their policies, and about the grammar of all policies. */
export const rulesOfKeys: readonly Rule[] = [
  anyone,
  foreignAccounts,
  wholeAccounts,
  crossAccountActions,
  fullControl,
  everyoneBut,
  sensitiveDelegation,
  guardWithNames,
  separateDuties,
  guardedGrants,
  serviceSource,
  serviceNames,
  viaService,
  statementEffect,
  usablePrincipals,
  destructiveActions,
  impossibleRotation,
  rotationPeriod,
  deletionWindow,
  enabledKey,
  multiRegionNeed,
  replicaPolicy,
  placeholders,
  onePolicyWriter,
  keptFromDestroy,
  attestationBypass,
  attestationBinding,
  aliasName,
  fittingKey,
  lastingMaterial,
  strongAsymmetric,
  directAccess,
  brokenDocuments,
  documentVersion,
  missingElements,
  unknownElements,
  allowOrDeny,
  unknownActions,
  wildcardService,
  unsupportedActions,
  malformedArns,
  unfitResources,
  malformedPrincipals,
  knownOperators,
  knownConditionKeys,
  applicableConditionKeys,
  fittingOperators,
  validConditionValues,
  setOperators,
  likeForWildcards,
  emptyElements,
  policyVariables,
  statementNames,
  documentSize,
  illegalCharacters,
  redundantParts,
  organizationSyntax,
  trustSyntax,
  namedPassedRoles,
  namedServiceRoles,
  allowNotPrincipal,
  pairedConditionKeys,
  supportedTagConditions,
  servicePrincipalSource,
  publicSourceAddresses,
  quotedAccountIds,
  policyAsText,
]
