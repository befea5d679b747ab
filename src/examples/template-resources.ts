import type { ExampleValue } from '../rules/example.ts'

/** A resource of a template, and the address of what it is in the example. */
export interface TemplateResource {
  readonly id: string
  readonly address: string
  readonly resource: ExampleValue
}

/** Why an example cannot be said in CloudFormation. */
export interface NoTemplate {
  readonly because: string
}

/** A name as templates may have it, in letters and digits: `var.key_id` → `VarKeyId`. */
export function templateName(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}
