import { isAttributes, isList } from '../rules/example-value.ts'
import type { ExampleAttributes, ExampleValue } from '../rules/example.ts'
import { hclValue } from './hcl.ts'

/** A resource, or a data source, as Terraform's language has it. */
export function hclResource(address: string, attributes: ExampleAttributes): string {
  const module = /^module\.[^.]+\./.exec(address)?.[0]
  const [first = '', ...rest] = address.slice(module?.length ?? 0).split('.')
  const isData = first === 'data'
  const [type = '', ...name] = isData ? rest : [first, ...rest]
  const body = argumentsOf(attributes, '  ')
  const head = `${isData ? 'data' : 'resource'} "${type}" "${name.join('.')}" {`
  const where = module === undefined ? '' : `# in ${module.slice(0, -1)}\n`
  return `${where}${head}${body === '' ? '}' : `\n${body}}`}`
}

/** Objects that are values of one argument, unlike those that Terraform writes as blocks. */
const values = /^(?:tags(?:_all)?|variables|parameters|environment|encryption_context\w*)$/

function argumentsOf(attributes: ExampleAttributes, indent: string): string {
  return Object.entries(attributes)
    .map(([name, value]) => argument(name, value, indent))
    .join('')
}

function argument(name: string, value: ExampleValue, indent: string): string {
  if (isAttributes(value) && 'Statement' in value)
    return `${indent}${name} = jsonencode(${hclValue(value, indent)})\n`
  if (isAttributes(value) && !values.test(name)) return block(name, value, indent)
  if (isList(value) && value.length > 0 && value.every(isAttributes))
    return value.map(item => (isAttributes(item) ? block(name, item, indent) : '')).join('')
  return `${indent}${name} = ${hclValue(value, indent)}\n`
}

function block(name: string, value: ExampleAttributes, indent: string): string {
  const body = argumentsOf(value, `${indent}  `)
  return `${indent}${name} {${body === '' ? '}' : `\n${body}${indent}}`}\n`
}
