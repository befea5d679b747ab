import type { Principal } from '../../model/principal.ts'
import { text, type Text } from '../../model/text.ts'

/** A principal as a document names it, in the fewest characters: an account by its id. Of one that is not told, nothing. */
export function writtenAs(principal: Principal): Text {
  switch (principal.kind) {
    case 'everyone':
      return text('*')
    case 'account':
      return text(principal.account)
    case 'role':
    case 'user':
    case 'session':
    case 'federated-user':
      return principal.arn
    case 'service':
      return principal.name
    case 'unique-id':
      return text(principal.id)
    case 'federated':
      return principal.provider
    case 'unusable':
      return principal.written
    default:
      return []
  }
}
