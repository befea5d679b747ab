/** Writes src/generated/: the checks of hand-written files, compiled from their schemas so that no start pays for the compiler. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv2020 from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}/src/generated`

const declarations = `/** What the schema objects to. */
export interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** Set when the objection is to a name. */
  readonly propertyName?: string
  readonly parentSchema?: {
    readonly title?: string
    readonly examples?: readonly unknown[]
    readonly properties?: Readonly<Record<string, unknown>>
  }
  readonly data?: unknown
}

/** Whether a value is as its schema asks; \`errors\` tells why the last one was not. */
declare const matchesSchema: {
  (value: unknown): boolean
  readonly errors?: readonly SchemaError[] | null
}
export default matchesSchema
`

/** Compiles the schemas into src/generated/config-check.js and context-check.js, free of imports. */
export async function generate() {
  mkdirSync(folder, { recursive: true })
  await Promise.all(['config', 'context'].map(generateCheck))
}

async function generateCheck(name) {
  const schema = JSON.parse(readFileSync(`${root}/schemas/${name}.schema.json`, 'utf8'))
  const ajv = new Ajv2020.default({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
  })
  const source = standalone.default(ajv, ajv.compile(schema))
  // The generated code calls `require` for ajv's length function: bundle it.
  await build({
    stdin: { contents: source, resolveDir: root, sourcefile: `${name}-check.js` },
    outfile: `${folder}/${name}-check.js`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    legalComments: 'none',
    logLevel: 'warning',
  })
  writeFileSync(`${folder}/${name}-check.d.ts`, declarations)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate()
