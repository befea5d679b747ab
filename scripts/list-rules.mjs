// Writes the lists of rules: policies/index.ts has all of them by id, and its parts those that are loaded together.
// `--check` fails where something else stands there.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = 'policies'

/** Rules that may object to a plain key (src/judgeable.ts). */
const ofPlainKeys = new Set(['default-policy', 'lockout-check', 'manageable', 'rotation'])

/** What is loaded together, and what each part is for. */
const parts = [
  {
    file: 'of-plain-keys',
    name: 'rulesOfPlainKeys',
    says: 'About all keys, however plain: every check asks them.',
    holds: ({ file }) => ofPlainKeys.has(nameOf(file)),
  },
  {
    file: 'of-keys',
    name: 'rulesOfKeys',
    says: 'About keys that are not plain and their policies, and about the grammar of all policies.',
    holds: ({ area, file }) => ['key', 'grammar'].includes(area) && !ofPlainKeys.has(nameOf(file)),
  },
  {
    file: 'beyond-keys',
    name: 'rulesBeyondKeys',
    says: 'About what stands beside keys: identities, grants, resources that are encrypted, and the ways between them.',
    holds: ({ area }) => ['grant', 'identity', 'path', 'trust'].includes(area),
  },
  {
    file: 'of-changes',
    name: 'rulesOfChanges',
    says: 'About what a change brings.',
    holds: ({ area }) => area === 'change',
  },
]

const rules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.includes('/') && file.endsWith('.ts'))
  .map(file => ({
    file,
    area: file.split('/')[0],
    id: idIn(file),
    name: camel(nameOf(file)),
  }))

const texts = new Map([
  ...parts.map(({ file, name, says, holds }) => [
    `${folder}/${file}.ts`,
    listOf(name, says, rules.filter(holds)),
  ]),
  [`${folder}/index.ts`, wholeList()],
])

for (const [file, text] of texts) {
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is stale: run \`npm run list-rules\``)
    process.exitCode = 1
  }
}

function listOf(name, says, listed) {
  return [
    "import type { Rule } from 'keyplan'",
    ...sorted(listed, 'file').map(rule => `import ${rule.name} from './${rule.file}'`),
    '',
    `/** ${says} */`,
    ...arrayOf(
      name,
      sorted(listed, 'id').map(rule => rule.name),
    ),
    '',
  ].join('\n')
}

/** As the formatter has it: on one line where that is not too long. */
function arrayOf(name, items) {
  const start = `export const ${name}: readonly Rule[] = [`
  const line = `${start}${items.join(', ')}]`
  return line.length <= 110 ? [line] : [start, ...items.map(item => `  ${item},`), ']']
}

function wholeList() {
  return [
    "import type { Rule } from 'keyplan'",
    ...sorted(parts, 'file').map(({ file, name }) => `import { ${name} } from './${file}.ts'`),
    '',
    '/** The rules that come with keyplan, by id. */',
    `export const builtInRules: readonly Rule[] = [`,
    ...parts.map(({ name }) => `  ...${name},`),
    '].toSorted((one, other) => (one.id < other.id ? -1 : 1))',
    '',
  ].join('\n')
}

function sorted(items, member) {
  return items.toSorted((one, other) => (one[member] < other[member] ? -1 : 1))
}

function nameOf(file) {
  return file.replace(/^.*\/|\.ts$/g, '')
}

function idIn(file) {
  const id = /^\s*id: '([A-Z]+\d+)'/m.exec(readFileSync(`${folder}/${file}`, 'utf8'))?.[1]
  if (id === undefined) throw new Error(`${folder}/${file} has no id`)
  return id
}

/** `keys-by-arn` → `keysByArn` */
function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
}
