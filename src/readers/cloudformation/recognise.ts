/** So many bytes tell whether an input is a template. */
export const headOfTemplates = 64 * 1024

/** The sections of a template. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
const sections: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Globals',
  'Hooks',
  'Resources',
  'Outputs',
])

/** Whether an input is a CloudFormation template in JSON or YAML, by its first bytes. Cheap where it is a plan. */
export function isTemplate(head: Uint8Array): boolean {
  // All that is looked for is ASCII, and a start is dearer by whatever else is done.
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1')
  if (/^\s*\{\s*"format_version"/.test(start)) return false
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1')
  return /^\s*\{/.test(start) ? isJsonTemplate(text) : isYamlTemplate(text)
}

function isJsonTemplate(text: string): boolean {
  const names = topNames(text)
  const resources = names.get('Resources')
  if (resources !== undefined) return resources === '{'
  if (names.has('AWSTemplateFormatVersion')) return true
  // `Resources` may stand behind more mappings than the head has room for.
  return (
    text.length >= headOfTemplates && names.size > 0 && [...names.keys()].every(name => sections.has(name))
  )
}

/** The names at the top of an object, as far as it was seen, each with the first character of its value. */
function topNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const next = text.charAt(at)
    if (next === '{' || next === '[') depth++
    else if (next === '}' || next === ']') depth--
    if (next !== '"') continue
    const end = endOfString(text, at)
    const value = depth === 1 ? valueBehind(text, end) : undefined
    if (value !== undefined) names.set(text.slice(at + 1, end), value)
    at = end
  }
  return names
}

function endOfString(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1
  return end
}

const valueStart = /"\s*:\s*(\S?)/y

/** The first character of what a name stands before; nothing behind what is no name. */
function valueBehind(text: string, endOfName: number): string | undefined {
  valueStart.lastIndex = endOfName
  return valueStart.exec(text)?.[1]
}

const beforeContent = /^(?:\u00EF\u00BB\u00BF)?(?:[ \t]*(?:#.*)?\r?\n|---[ \t]*(?:#.*)?\r?\n|%.*\r?\n)*/
const topName = /^(["']?)([A-Za-z_.][\w.-]*)\1[ \t]*:(?=\s|$)/
const telling = /^(["']?)(?:AWSTemplateFormatVersion|Resources|Transform)\1[ \t]*:(?=\s|$)/m

/**
 * A file that begins otherwise than with a name is something that quotes a template, as Terraform's language does.
 * Other files have names of their own in small letters: `apiVersion`, `services`, `resources`.
 */
function isYamlTemplate(text: string): boolean {
  const content = text.slice(beforeContent.exec(text)?.[0].length ?? 0)
  const first = topName.exec(content)?.[2]
  return first !== undefined && (sections.has(first) || telling.test(content))
}
