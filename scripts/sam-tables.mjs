// What SAM knows by name: its policy templates, and the AWS managed policies that do not lie at the root. From the Python
// package aws-sam-translator, which is what CloudFormation runs for `Transform: AWS::Serverless-2016-10-31`.
//
//   pip download aws-sam-translator --no-deps && unzip aws_sam_translator-*.whl -d sam
//   node scripts/sam-tables.mjs sam && npx oxfmt src/readers/cloudformation/expand
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [, , folder = 'sam'] = process.argv
const version = readdirSync(folder)
  .map(name => /^aws_sam_translator-(.+)\.dist-info$/.exec(name)?.[1])
  .find(found => found !== undefined)

function read(...parts) {
  return JSON.parse(readFileSync(join(folder, 'samtranslator', ...parts), 'utf8'))
}

/** All texts with a value in them are `Fn::Sub` there, each value one parameter: `${keyId}` becomes `${KeyId}`. */
function brief(value) {
  if (typeof value === 'string') {
    if (value.includes('${')) throw new Error(`a text that looks like a reference: ${value}`)
    return value
  }
  if (Array.isArray(value)) return value.length === 1 ? brief(value[0]) : value.map(brief)
  const names = Object.keys(value)
  if (names.includes('Ref')) throw new Error(`a reference by itself: ${JSON.stringify(value)}`)
  if (names.includes('Fn::Sub')) return text(value['Fn::Sub'])
  return Object.fromEntries(names.map(name => [name, brief(value[name])]))
}

function text(sub) {
  if (typeof sub === 'string') return sub
  const [written, values] = sub
  return Object.entries(values).reduce(
    (done, [name, { Ref }]) => done.replaceAll(`\${${name}}`, `\${${Ref}}`),
    written,
  )
}

const { Templates } = read('policy_templates_data', 'policy_templates.json')
const templates = Object.entries(Templates).map(([name, { Parameters, Definition }]) => {
  const statements = Definition.Statement.map(({ Effect, ...rest }) => {
    if (Effect !== 'Allow') throw new Error(`${name} denies something`)
    return brief(rest)
  })
  return `    ${JSON.stringify(name)}: ${JSON.stringify({ parameters: Object.keys(Parameters), allows: statements })}`
})

const atRoot = 'arn:aws:iam::aws:policy/'
const folders = new Map()
for (const arn of Object.values(read('internal', 'data', 'aws_managed_policies.json').aws)) {
  const path = arn.slice(atRoot.length)
  const slash = path.lastIndexOf('/') + 1
  if (slash > 0)
    folders.set(path.slice(0, slash), [...(folders.get(path.slice(0, slash)) ?? []), path.slice(slash)])
}
// Service-linked roles alone have those.
folders.delete('aws-service-role/')
const managed = [...folders]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(([path, names]) => `    ${JSON.stringify(path)}: ${JSON.stringify(names.toSorted().join(' '))}`)

const source = `aws-sam-translator ${version} (Apache-2.0, Copyright Amazon.com, Inc. or its affiliates; https://github.com/aws/serverless-application-model), shortened by scripts/sam-tables.mjs`
writeFileSync(
  new URL('../src/readers/cloudformation/expand/sam/tables.json', import.meta.url),
  `{
  "source": ${JSON.stringify(source)},
  "says": {
    "policyTemplates": "statements that allow something; a text with \${…} is a Fn::Sub of the template's parameters and of pseudo parameters",
    "managedPolicies": "paths, and the names of AWS managed policies there; all others lie at the root"
  },
  "policyTemplates": {
${templates.join(',\n')}
  },
  "managedPolicies": {
${managed.join(',\n')}
  }
}
`,
)
