import { isUnknown } from '../../model/unknown.ts'
import { word } from './json-value.ts'
import type { Reading } from './reading.ts'
import { attribute, isHole } from './values.ts'

/**
 * The organization of each account of which `aws_organizations_organization` tells it: AWS answers with the organization
 * that the caller's own account belongs to, and with no other.
 */
export function ownOrganizations({ resources, accountOf }: Reading): ReadonlyMap<string, string> {
  const organizations = new Map<string, string>()
  for (const instances of resources.byBlock.values()) {
    for (const { type, values, provider } of instances) {
      if (type !== 'aws_organizations_organization') continue
      const { account } = accountOf(provider)
      const id = attribute(values, 'id')
      const organization = isHole(id) ? undefined : word(id.json)
      if (!isUnknown(account) && organization !== undefined && /^o-[a-z0-9]{10,32}$/.test(organization))
        organizations.set(account, organization)
    }
  }
  return organizations
}
