import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** For tests only: what a run of a built program printed. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** For tests only: how to run it. */
export interface Running {
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Nobody reads its output. */
  readonly unread?: boolean
}

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/** For tests only: runs the built command line. */
export function keyplan(words: readonly string[], running: Running): Promise<Ended> {
  return program(process.execPath, [join(dist, 'cli.js'), ...words], running)
}

/** For tests only: runs the bundle that action.yml names, on Node 24 where there is one. */
export function action(running: Running): Promise<Ended> {
  const node = process.env['KEYPLAN_NODE24'] ?? process.execPath
  return program(node, [join(dist, 'action/index.js')], running)
}

function program(command: string, words: readonly string[], running: Running): Promise<Ended> {
  const child = spawn(command, words, {
    cwd: running.folder,
    env: { PATH: process.env['PATH'], ...running.environment },
  })
  const printed = { stdout: '', stderr: '' }
  if (running.unread === true) child.stdout.destroy()
  else child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text))
  child.stdin.on('error', () => undefined).end(running.stdin ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...printed }))
  })
}

/** For tests only: a new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(process.env['KEYPLAN_SCRATCH'] ?? tmpdir(), 'case-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const account = '111122223333'
const delegation = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'kms:*',
  Resource: '*',
}
const anyone = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }

/** For tests only: a plan of one rotating key that leaves access to IAM. */
export const cleanPlan = planOf('aws_kms_key.app', [delegation])

/** For tests only: the same, and anyone may decrypt. */
export const publicPlan = planOf('aws_kms_key.app', [delegation, anyone])

/** For tests only: a plan of one key at this address, with these statements in its policy. */
export function planOf(address: string, statements: readonly object[]): string {
  const resource = { address, mode: 'managed', type: 'aws_kms_key', name: 'app' }
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  const after = {
    customer_master_key_spec: 'SYMMETRIC_DEFAULT',
    enable_key_rotation: true,
    is_enabled: true,
    key_usage: 'ENCRYPT_DECRYPT',
    policy,
  }
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: [{ ...resource, values: after }] } },
    resource_changes: [
      { ...resource, change: { actions: ['create'], before: null, after, after_unknown: { arn: true } } },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-central-1' } } } },
      root_module: { resources: [{ ...resource, provider_config_key: 'aws', expressions: { policy: {} } }] },
    },
    applyable: true,
    complete: true,
    errored: false,
  })
}
