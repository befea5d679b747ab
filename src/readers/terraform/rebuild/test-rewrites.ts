import { parseConfiguration } from '../../../hcl/parse.ts'
import { references } from '../../../hcl/references.ts'
import type { Span } from '../../../hcl/source-file.ts'
import type { Attribute, Block, Body } from '../../../hcl/syntax.ts'

type Files = Readonly<Record<string, string>>

/** For tests only: ways to write the same configuration. */
export const rewrites: Readonly<Record<string, (files: Files) => Files>> = {
  'with other space, comments and parentheses': files => mapped(files, reformatted),
  'with expressions in locals': files => mapped(files, inLocals),
  'with a file for each block': split,
  'in the JSON syntax': asJson,
}

function mapped(files: Files, rewrite: (text: string) => string): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, path.endsWith('.tf') ? rewrite(text) : text]),
  )
}

function parsed(text: string): Body {
  return parseConfiguration({ path: 'main.tf', text })
}

function written(text: string, { start, end }: Span): string {
  return text.slice(start, end)
}

/** All attributes of resources and data sources, without those that Terraform itself reads. */
function argumentsIn(body: Body, isOuter = true): readonly Attribute[] {
  const blocks = body.blocks.filter(({ type }) => !isOuter || type === 'resource' || type === 'data')
  const inner = blocks.filter(({ type }) => !['lifecycle', 'provisioner', 'connection'].includes(type))
  const own = isOuter
    ? []
    : body.attributes.filter(({ name }) => !['provider', 'depends_on', 'iterator'].includes(name))
  return [...own, ...inner.flatMap(block => argumentsIn(block.body, false))]
}

/** Puts other text in the place of spans, which do not overlap. */
function replaced(text: string, places: readonly (readonly [Span, string])[]): string {
  const inReverse = places.toSorted(([one], [other]) => other.start - one.start)
  return inReverse.reduce(
    (all, [{ start, end }, piece]) => all.slice(0, start) + piece + all.slice(end),
    text,
  )
}

function reformatted(text: string): string {
  const places = argumentsIn(parsed(text)).map(({ name, value, at }) => {
    const own = written(text, value.at)
    const between = own.includes('<<') ? own : ` /* } */ (\n\t${own}  # {\n)`
    return [at, `# ${name} = {\n  ${name}=${between}`] as const
  })
  return replaced(text, places)
}

const everywhere = /^(?:var|local|module|data|path|aws_\w+)(?:\.|$)/

function inLocals(text: string): string {
  const moved: string[] = []
  const places = argumentsIn(parsed(text)).flatMap(({ value }): readonly (readonly [Span, string])[] => {
    if (!references(value).every(reference => everywhere.test(reference))) return []
    const name = `moved_${text.length}_${moved.length}`
    moved.push(`  ${name} = ${written(text, value.at)}`)
    return [[value.at, `local.${name}`]]
  })
  return `${replaced(text, places)}\nlocals {\n${moved.join('\n')}\n}\n`
}

function split(files: Files): Files {
  const pieces = Object.entries(files).flatMap(([path, text]) => {
    if (!path.endsWith('.tf')) return [[path, text] as const]
    return parsed(text).blocks.map(
      ({ at }, index) => [path.replace(/\.tf$/, `-${index}.tf`), `${written(text, at)}\n`] as const,
    )
  })
  return Object.fromEntries(pieces)
}

function asJson(files: Files): Files {
  const pieces = Object.entries(files).flatMap(([path, text]) => {
    if (!path.endsWith('.tf')) return [[path, text] as const]
    const { blocks } = parsed(text)
    const turned = blocks.filter(block => canBeJson(text, block))
    const json = turned.map(({ type, labels, body }) => ({ [type]: under(labels, bodyAsJson(text, body)) }))
    const rest = blocks.filter(block => !turned.includes(block)).map(({ at }) => written(text, at))
    return [
      [path, `${rest.join('\n')}\n`] as const,
      ...json.map((one, index) => [path.replace(/\.tf$/, `-${index}.tf.json`), JSON.stringify(one)] as const),
    ]
  })
  return Object.fromEntries(pieces)
}

/** Heredocs cannot stand in an interpolation, and the order of static and dynamic blocks is lost. */
function canBeJson(text: string, { type, body, at }: Block): boolean {
  if (type !== 'resource' && type !== 'data' && type !== 'locals') return false
  const dynamic = new Set(body.blocks.flatMap(block => (block.type === 'dynamic' ? block.labels : [])))
  return !written(text, at).includes('<<') && !body.blocks.some(block => dynamic.has(block.type))
}

function under(labels: readonly string[], value: unknown): unknown {
  return labels.toReversed().reduce((inner, label) => ({ [label]: inner }), value)
}

function bodyAsJson(text: string, { attributes, blocks }: Body): object {
  const found = new Map<string, unknown>()
  for (const { name, value } of attributes) {
    if (name === 'provider' || name === 'depends_on') continue
    const own = written(text, value.at)
    found.set(name, name === 'iterator' ? own : `\${${own}}`)
  }
  for (const type of new Set(blocks.map(block => block.type))) {
    if (['lifecycle', 'provisioner', 'connection'].includes(type)) continue
    const all = blocks.filter(block => block.type === type)
    const values = all.map(({ labels, body }) => under(labels, bodyAsJson(text, body)))
    found.set(type, values.length === 1 && type === 'content' ? values[0] : values)
  }
  return Object.fromEntries(found)
}
