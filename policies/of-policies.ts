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
import anyone from './key/anyone.ts'
import attestationBinding from './key/attestation-binding.ts'
import attestationBypass from './key/attestation-bypass.ts'
import directAccess from './key/direct-access.ts'
import everyoneBut from './key/everyone-but.ts'
import guardWithNames from './key/guard-with-names.ts'
import serviceNames from './key/service-names.ts'
import serviceSource from './key/service-source.ts'
import statementEffect from './key/statement-effect.ts'
import viaService from './key/via-service.ts'

/** About what stands in key policies that are not plain, and about the grammar of all policies. */
export const rulesOfPolicies: readonly Rule[] = [
  anyone,
  everyoneBut,
  guardWithNames,
  serviceSource,
  serviceNames,
  viaService,
  statementEffect,
  attestationBypass,
  attestationBinding,
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
