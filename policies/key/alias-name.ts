import { either, hasInvalidName, hole, isReserved, rule, type Alias } from 'keyplan'

const called = (name: string) => ({
  'aws_kms_alias.app': { name, target_key_id: hole('aws_kms_key.example.key_id') },
})
const invalid = (name: string) =>
  `"${name}" is no name for an alias: it is \`alias/\` with letters, digits, \`/\`, \`_\` and \`-\``

export default rule({
  id: 'KMS032',
  name: 'alias-name',
  title: 'An alias must have a name that AWS KMS takes',
  about: 'alias',
  severity: 'medium',
  why: 'AWS KMS refuses other names and those under `alias/aws/`, which are its own: the apply fails.',
  fix: 'Rename it: `alias/` with letters, digits, `/`, `_` and `-`, at most 256 characters in all, and not under `alias/aws/`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  ],
  replaces: ['cfn-lint:E1164', 'tflint:aws_kms_alias_invalid_name'],
  undetermined: 'its name is known only after apply',

  forbid: either(isReserved, hasInvalidName),

  message: (alias, world) =>
    isReserved.ask(alias, world).is === 'yes'
      ? `"${nameOf(alias)}" is a name that only AWS can give an alias`
      : invalid(nameOf(alias)),

  examples: {
    good: [
      { says: 'a valid name', resources: called('alias/app/Data_1-blue') },
      { says: 'a name that only begins alike', resources: called('alias/awsome') },
      {
        says: 'a name that is known only after apply',
        resources: { 'aws_kms_alias.app': { name: hole('var.name') } },
      },
    ],
    bad: [
      {
        says: 'a reserved name',
        resources: called('alias/aws/app'),
        reports: ['"alias/aws/app" is a name that only AWS can give an alias'],
      },
      { says: 'no `alias/`', resources: called('app'), reports: [invalid('app')] },
      { says: 'nothing behind `alias/`', resources: called('alias/'), reports: [invalid('alias/')] },
      {
        says: 'a character that is not allowed',
        resources: called('alias/a.b'),
        reports: [invalid('alias/a.b')],
      },
      {
        says: 'a name that is too long',
        resources: called(`alias/${'a'.repeat(251)}`),
        reports: [invalid(`alias/${'a'.repeat(251)}`)],
      },
      {
        says: 'a prefix that is not allowed',
        resources: { 'aws_kms_alias.app': { name: hole('aws_kms_alias'), name_prefix: 'app.' } },
        reports: [invalid('app.…')],
      },
    ],
  },
})

function nameOf({ name, partOfName = [] }: Alias): string {
  return name ?? partOfName.map(part => (typeof part === 'string' ? part : '…')).join('')
}
