import type { SourceFile } from '../../../hcl/source-file.ts'
import type { Attribute, Block } from '../../../hcl/syntax.ts'

/** The files below a directory that the user handed over; nothing outside of it can be read through this. */
export interface SourceFiles {
  /** The directory as people are shown it: `infra`, `.`. */
  readonly shown: string
  /** The names of the files of a folder, sorted; nothing when it is no folder inside. `''` is the directory itself. */
  readonly list: (folder: string) => readonly string[] | undefined
  /** The text of a file by its path from the directory; nothing when there is none inside, or it is too large. */
  readonly read: (path: string) => string | undefined
}

/** Where the sources of a plan may be. */
export interface SourceCandidate {
  /** What may be read. */
  readonly files: SourceFiles
  /** The folder of the root module in it; `''` for the directory itself. */
  readonly root: string
  /** Whether the user named the directory. */
  readonly isStated: boolean
}

/** The configuration of one module, its files and override files put together. */
export interface SourceModule {
  /** Its folder from the source directory; `''` for the directory itself. */
  readonly folder: string
  /** What `path.module` is in it: `.`, `modules/key`, `../modules/key`. */
  readonly path: string
  /** By `aws_kms_key.main` and `data.aws_iam_policy_document.main`; those inside `check` blocks too. */
  readonly resources: ReadonlyMap<string, Block>
  readonly locals: ReadonlyMap<string, Attribute>
  /** `variable` blocks by name. */
  readonly variables: ReadonlyMap<string, Block>
  /** `output` blocks by name. */
  readonly outputs: ReadonlyMap<string, Block>
  /** `module` blocks by name. */
  readonly calls: ReadonlyMap<string, Block>
  /** `removed` blocks by what they take out: `aws_kms_key.old`, `module.app`. */
  readonly removed: ReadonlyMap<string, Block>
}

/** All modules of a plan whose sources are there. */
export interface Sources {
  /** A file that an expression names: its path is relative to the folder of the root module. Nothing outside is read. */
  readonly textAt: (path: string) => SourceFile | undefined
  /** The folder of the root module; `''` for the source directory itself. */
  readonly root: string
  /** By the names of module calls without indexes: `[]` for the root module, `['app', 'key']`. */
  readonly moduleAt: (path: readonly string[]) => SourceModule | undefined
  /** Why `moduleAt` has nothing: `the sources of module.app lie outside of infra`. */
  readonly whyNot: (path: readonly string[]) => string | undefined
}
