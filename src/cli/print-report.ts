import { resolve } from 'node:path'
import type { InputError } from '../model/input-error.ts'
import type { ReportError } from '../model/report.ts'
import type { RenderOptions } from '../reporters/render-options.ts'
import { complain, complaint } from './complaint.ts'
import type { Output } from './formats.ts'
import { print } from './print.ts'
import { mistakesIn, writeParts } from './write-file.ts'

/** A report that comes in parts, by its format. */
export interface Printable<Format extends string> {
  readonly errors: readonly ReportError[]
  readonly in: (format: Format, options: RenderOptions) => Iterable<string>
}

/** Puts a report wherever it was asked for; its errors on standard error too, unless the text there tells them. */
export async function printReport<Format extends string>(
  outputs: readonly Output<Format>[],
  look: RenderOptions,
  report: Printable<Format>,
): Promise<0 | 2> {
  const failures: InputError[] = []
  for (const { format, file } of outputs) {
    if (file === undefined) {
      const width = process.stdout.columns
      await print(report.in(format, { ...look, ...(width > 0 ? { width } : {}) }))
    } else {
      const parts = () => report.in(format, { ...look, color: false })
      failures.push(...mistakesIn(() => writeParts(resolve(file), parts(), file)))
    }
  }
  if (!outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
    for (const error of report.errors) process.stderr.write(complaint(error))
  }
  if (failures.length > 0) return complain(failures)
  return report.errors.length > 0 ? 2 : 0
}
