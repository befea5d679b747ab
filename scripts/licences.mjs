import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const copyleft = /GPL|MPL|EPL|CDDL|EUPL|SSPL|BUSL|UNLICENSED/i

/** The licence texts of the packages that went into a bundle. Throws for a licence that binds who ships the bundle. */
export function licencesOf(root, inputs) {
  const packages = new Set(inputs.flatMap(path => packageFolder(path) ?? []))
  // The generated check of keyplan.yaml holds code of ajv; bundled apart, it does not show in the inputs.
  packages.add('node_modules/ajv')
  const sections = [...packages]
    .toSorted((one, other) => (one < other ? -1 : 1))
    .map(folder => section(root, folder))
  return [...sections, ...dataSections(root, inputs)].join(`\n${'-'.repeat(80)}\n\n`)
}

/** Data of others that lies among the sources has its licence beside it. */
function dataSections(root, inputs) {
  const folders = new Set(inputs.flatMap(path => (/^src\/.*\.json$/.test(path) ? dirname(path) : [])))
  return [...folders].flatMap(folder => {
    const file = readdirSync(join(root, folder)).find(entry => entry === 'LICENSE.txt')
    return file === undefined ? [] : readFileSync(join(root, folder, file), 'utf8')
  })
}

function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
}

function section(root, folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  if (typeof license !== 'string' || copyleft.test(license))
    throw new Error(`${name}: the licence ${JSON.stringify(license)} cannot be bundled`)
  const file = readdirSync(join(root, folder)).find(entry => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} ships no licence text`)
  const text = readFileSync(join(root, folder, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim()
  return `${name} ${version} (${license})\n\n${text}\n`
}
