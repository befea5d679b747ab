import { below } from '../../model/source-location.ts'
import type { Problem } from '../../model/statement.ts'
import { quoted, type Judged } from './in-statements.ts'

/**
 * There are two versions, and without one a document is read as of 2008, which has no policy variables (IAM User Guide,
 * "IAM JSON policy elements: Version").
 */
export function version({ document }: Judged): readonly Problem[] {
  const { versionIs, at } = document
  switch (versionIs) {
    case 'not-told':
      return []
    case 'missing':
      return [{ code: 'missing-version', says: 'it has no `Version`, so it is read as of 2008', at }]
    case 'no-text':
      return [{ code: 'invalid-version', says: 'its `Version` is no text', at: below(at, 'Version') }]
    default:
      if (document.version === '2012-10-17' || document.version === '2008-10-17') return []
      return [
        {
          code: 'invalid-version',
          says: `its \`Version\` is ${quoted(document.version)}: AWS knows \`2012-10-17\` and \`2008-10-17\``,
          at: below(at, 'Version'),
        },
      ]
  }
}
