import { hole, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the policy of aws_kms_key.example'

export default rule({
  id: 'POL002',
  name: 'document-version',
  title: 'A policy must say the version of its language',
  about: 'problem',
  severity: 'high',
  eased: [['low', problem('missing-version')]],
  why: 'Without it AWS reads the policy as of 2008, where `${…}` is plain text; any other version than the two that there are is refused.',
  fix: 'Write `"Version": "2012-10-17"`: it is the version of the policy language, and no date of yours.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
  replaces: ['access-analyzer:Invalid version', 'access-analyzer:Missing version'],

  forbid: problem('invalid-version', 'missing-version'),

  message: problemInWords,

  examples: {
    good: [
      ofVersion('the version of today', '2012-10-17'),
      ofVersion('the old version, on purpose', '2008-10-17'),
      ofVersion('a version that is not known yet', hole('var.version')),
      { says: "AWS's default policy", key: {} },
      { says: 'no statements: not a matter of the version', key: { policy: { Version: '2012-10-17' } } },
    ],
    bad: [
      {
        ...ofVersion('a date of its own', '2012-10-18'),
        reports: [`${says}: its \`Version\` is \`2012-10-18\`: AWS knows \`2012-10-17\` and \`2008-10-17\``],
      },
      { ...ofVersion('a number', 2012), reports: [`${says}: its \`Version\` is no text`] },
      {
        says: 'no version',
        key: { policy: { Statement: [] } },
        severity: 'low',
        reports: [`${says}: it has no \`Version\`, so it is read as of 2008`],
      },
    ],
  },
})

function ofVersion(what: string, Version: ExampleValue): Example {
  return { says: what, key: { policy: { Version, Statement: [] } } }
}
