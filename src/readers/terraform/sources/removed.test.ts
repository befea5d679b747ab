import { expect, test } from 'vitest'
import { parseConfiguration } from '../../../hcl/parse.ts'
import { removedIn } from './removed.ts'

test('blocks that take something out are told by what they take out', () => {
  const text = `
removed {
  from = aws_kms_key.old
  lifecycle { destroy = false }
}
removed {
  from = module.app.aws_iam_role.r
}
removed {
  from = aws_kms_key.k[0]
}
removed {}
resource "aws_kms_key" "k" {
  from = aws_kms_key.other
}
`
  const found = removedIn(parseConfiguration({ path: 'main.tf', text }))
  expect(found.map(([address, { header }]) => [address, text.slice(header.start, header.end)])).toEqual([
    ['aws_kms_key.old', 'removed'],
    ['module.app.aws_iam_role.r', 'removed'],
  ])
})
