import { unsupported } from '../value.ts'
import { base64Functions } from './base64.ts'
import { csvdecode } from './csv.ts'
import { hashFunctions } from './hashes.ts'
import { jsondecode, jsonencode } from './json.ts'
import { withMarks } from './marked.ts'
import type { FunctionTable } from './table.ts'
import { urlencode } from './urlencode.ts'
import { yamldecode } from './yaml-decode.ts'
import { yamlencode } from './yaml-encode.ts'

/** Terraform's functions that encode, decode and hash. */
export const encodingFunctions: FunctionTable = {
  ...withMarks({
    ...base64Functions,
    ...hashFunctions,
    base64gzip: args => unsupported('base64gzip(…)', args, 'text'),
    csvdecode,
    jsondecode,
    urlencode,
    yamldecode,
    yamlencode,
  }),
  // Not marked as a whole: the value inside still tells which parts of it are sensitive.
  jsonencode,
}
