export { evaluate, type Evaluation, type Reason } from './access/evaluate.ts'
export { callerOf, type Caller, type CallerFacts } from './access/request/caller.ts'
export type { RequestContext } from './access/request/context.ts'
export type { AccessRequest, KmsGrant, Policies } from './access/request/request.ts'
export { check } from './check.ts'
export type { Answer } from './model/answer.ts'
export type { Access, Assumption, KeyPolicyAccess, Permission, Step } from './model/access.ts'
export type { Grant } from './model/grant.ts'
export type { Identity, IdentityPolicy } from './model/identity.ts'
export type { Key } from './model/key.ts'
export type { Principal } from './model/principal.ts'
export { showPrincipal } from './model/principal.ts'
export type { Finding, Report, Severity } from './model/report.ts'
export type { Condition, Statement } from './model/statement.ts'
export type { Tri } from './model/tri.ts'
export { readPolicyDocument } from './policy/read-policy.ts'
export { isUnknown, type Unknown } from './model/unknown.ts'
export type { Input } from './readers/input.ts'
export { defaultSettings, type Settings } from './report/settings.ts'
export { hole, text, type Example, type ExampleIdentity, type ExampleValue } from './rules/example.ts'
export { all, either, not, surely } from './rules/logic.ts'
export { actionsInWords, listed } from './rules/phrases.ts'
export { rule, type Rule, type RuleAbout } from './rules/rule.ts'
export * from './rules/vocabulary/actions.ts'
export * from './rules/vocabulary/aliases.ts'
export * from './rules/vocabulary/callers.ts'
export * from './rules/vocabulary/control.ts'
export * from './rules/vocabulary/foreign-keys.ts'
export * from './rules/vocabulary/grants.ts'
export * from './rules/vocabulary/keys.ts'
export * from './rules/vocabulary/kms-grants.ts'
export * from './rules/vocabulary/roles.ts'
export * from './rules/vocabulary/statements.ts'
export type {
  HeldPermission,
  Holders,
  IdentityStatement,
  KeyStatement,
  PolicyStatement,
  TrustStatement,
  Word,
  World,
} from './rules/word.ts'
