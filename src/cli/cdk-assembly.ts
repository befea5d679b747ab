import { statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { property, word } from '../readers/terraform/json-value.ts'
import { assemblyFolder, pathIn, shownPath } from './assembly-folder.ts'
import { artifactsOf, isCdkManifest, refuseIfLacking, stackType, type Artifact } from './cdk-manifest.ts'
import { uploadsIn } from './cdk-nested-stacks.ts'
import { addStack, broken, jsonAt, type AssemblyTemplate, type Reading } from './cdk-templates.ts'
import { quietly } from './source-files.ts'

/**
 * The templates of an assembly of the AWS CDK (`cdk.out`): those of its stacks, of its stages, and of stacks that are
 * nested in them, each with how it is deployed (npm, @aws-cdk/cloud-assembly-schema, manifest version 55). Nothing for
 * what is no such assembly, neither the folder nor its `manifest.json`. Throws an `InputError` for one that is broken.
 */
export function assemblyTemplates(path: string, shown: string): readonly AssemblyTemplate[] | undefined {
  const manifest = manifestFolder(path, shown)
  if (manifest === undefined) return undefined
  const folder = assemblyFolder(manifest.path, manifest.shown)
  if (folder === undefined) return undefined
  const first = pathIn(folder, folder.root, 'manifest.json')
  const isMarked = pathIn(folder, folder.root, 'cdk.out') !== undefined
  if (first === undefined) {
    if (isMarked) throw broken(folder, folder.root, 'this assembly of the CDK has no `manifest.json`')
    return undefined
  }
  const content = jsonAt(first)
  if (!isMarked && !isCdkManifest(content)) return undefined
  const reading: Reading = { folder, seen: new Set(), templates: [] }
  readManifest(reading, folder.root)
  if (reading.templates.length === 0) throw broken(folder, first, 'this assembly of the CDK has no stacks')
  return reading.templates
}

function manifestFolder(
  path: string,
  shown: string,
): { readonly path: string; readonly shown: string } | undefined {
  const found = quietly(() => statSync(path))
  if (found?.isDirectory() === true) return { path, shown }
  if (found?.isFile() !== true || basename(path) !== 'manifest.json') return undefined
  const folder = shown.replace(/\/?[^/]*$/, '')
  return { path: dirname(path), shown: folder === '' && !shown.startsWith('/') ? '.' : folder || '/' }
}

function readManifest(reading: Reading, place: string): void {
  const { folder, seen } = reading
  const path = pathIn(folder, place, 'manifest.json')
  if (path === undefined) throw broken(folder, place, 'this assembly of the CDK has no `manifest.json`')
  if (seen.has(`manifest ${path}`)) return
  seen.add(`manifest ${path}`)
  const manifest = jsonAt(path)
  if (word(property(manifest, 'version')) === undefined)
    throw broken(folder, path, 'this is no manifest of an assembly of the CDK')
  refuseIfLacking(manifest, shownPath(folder, path))
  const artifacts = artifactsOf(manifest)
  const uploads = uploadsIn(artifacts.flatMap(artifact => assetsOf(reading, place, artifact)))
  for (const artifact of artifacts) {
    if (artifact.type === stackType) addStack(reading, { place, artifact, uploads })
    if (artifact.type !== 'cdk:cloud-assembly') continue
    const inner = word(property(artifact.properties, 'directoryName'))
    const found = inner === undefined ? undefined : pathIn(folder, place, inner)
    if (found === undefined)
      throw broken(folder, path, `the stage \`${artifact.id}\` is not in this assembly of the CDK`)
    readManifest(reading, found)
  }
}

/** The assets of stacks: templates of nested stacks are among them. */
function assetsOf(
  { folder, seen }: Reading,
  place: string,
  { type, properties }: Artifact,
): readonly unknown[] {
  const file = type === 'cdk:asset-manifest' ? word(property(properties, 'file')) : undefined
  const path = file === undefined ? undefined : pathIn(folder, place, file)
  if (path === undefined || seen.has(`assets ${path}`)) return []
  seen.add(`assets ${path}`)
  return [jsonAt(path)]
}
