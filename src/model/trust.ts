/** What the users of keyplan declare about their world. */
export interface Trust {
  /** Foreign accounts that may have access, with the name that the configuration gives them. */
  readonly accounts: ReadonlyMap<string, string | undefined>
  /** Organizations (`o-…`) that may have access, the own one among them. */
  readonly organizations: ReadonlySet<string>
  /** The own one alone; absent where nothing tells it. */
  readonly organization?: string
  /** Patterns of ARNs of those who administer keys. */
  readonly administrators: readonly string[]
  /**
   * Which keys are sensitive: `tag:NAME=VALUE`, `alias/…`, or the address of a resource, each with `*` and `?`; none
   * where it is absent.
   */
  readonly sensitive?: readonly string[]
  /** The ARN of whoever applies the change. */
  readonly deployer?: string
}

/** Nobody outside the key's own account. */
export const noTrust: Trust = { accounts: new Map(), organizations: new Set(), administrators: [] }
