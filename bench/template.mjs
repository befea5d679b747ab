/**
 * What a large template costs, in CPU time: 1 MB with 500 resources, checked, against parsing the same text with `yaml`
 * alone, as the reader of templates does it. Exits 1 above the limit.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure } from './measure.mjs'

const resourceCount = 500
const bytes = 1_000_000
const limit = 4
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'keyplan-bench-'))

/** A key that a role of the stack uses, and others of the account only for some environments. */
const key = number => `
  Key${number}:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - Sid: Root
            Effect: Allow
            Principal:
              AWS: !Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root"
            Action: kms:*
            Resource: "*"
          - Sid: Use
            Effect: Allow
            Principal:
              AWS:
                - !GetAtt Role${number}.Arn
            Action: [kms:Decrypt, kms:GenerateDataKey*]
            Resource: "*"
            Condition:
              StringEquals:
                kms:ViaService: !Join [".", [s3, !Ref AWS::Region, !Ref AWS::URLSuffix]]
          - !If
            - IsProduction
            - Sid: Audit
              Effect: Allow
              Principal:
                AWS: !Sub "arn:\${AWS::Partition}:iam::\${Audit}:role/audit-${number}"
              Action: kms:DescribeKey
              Resource: "*"
            - !Ref AWS::NoValue
`

const role = number => `
  Role${number}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: !Sub lambda.\${AWS::URLSuffix}
            Action: sts:AssumeRole
      Policies:
        - PolicyName: !Join ["-", [!Ref Environment, "use-${number}"]]
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: kms:Decrypt
                Resource: !GetAtt Key${number}.Arn
`

/** What fills most of a template: code of a function, and what belongs to no key. */
const lambda = (number, lines) => `
  Function${number}:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub "\${AWS::StackName}-${number}"
      Role: !GetAtt Role${number}.Arn
      Runtime: python3.13
      Handler: index.handler
      KmsKeyArn: !GetAtt Key${number}.Arn
      Environment:
        Variables:
          TABLE: !Sub "\${AWS::StackName}-table"
      Tags:
${Array.from({ length: lines }, (_, index) => `        - Key: tag-${index}\n          Value: !Sub "\${Environment}-${index}"\n`).join('')}`

const head = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Environment:
    Type: String
    Default: production
  Audit:
    Type: String
    Default: "444455556666"
Conditions:
  IsProduction: !Equals [!Ref Environment, production]
Resources:
`

/** As many lines in each function as make the template as large as it may be. */
function template() {
  const third = Math.ceil(resourceCount / 3)
  const numbers = Array.from({ length: third }, (_, index) => index)
  const text = lines =>
    `${head}${numbers.map(number => `${key(number)}${role(number)}${lambda(number, lines)}`).join('')}`
  const line = (text(11).length - text(1).length) / 10
  return text(Math.max(0, Math.floor((bytes - text(0).length) / line)))
}

const path = join(folder, 'template.yaml')
const text = template()
writeFileSync(path, text)
const parse = `
  import { readFileSync } from 'node:fs'
  import { parseDocument } from ${JSON.stringify(import.meta.resolve('yaml'))}
  const tags = ['Sub', 'GetAtt', 'Ref', 'Join', 'If', 'Equals'].flatMap(name =>
    [undefined, 'map', 'seq'].map(collection => ({ tag: '!' + name, collection, resolve: value => value })))
  parseDocument(readFileSync(${JSON.stringify(path)}, 'utf8'),
    { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, customTags: tags })
`

const told = ({ milliseconds, mebibytes }) =>
  `${(milliseconds / 1000).toFixed(2)} s CPU, ${mebibytes.toFixed(0)} MiB`

/** Whether the check costs as much as it may. */
function withinLimit() {
  const parsed = measure(['--input-type=module', '--eval', parse])
  const checked = measure([cli, 'check', path, '--account', '111122223333'], [0, 1])
  const ratio = checked.milliseconds / parsed.milliseconds
  process.stdout.write(
    `check: ${told(checked)}; yaml alone: ${told(parsed)}; ${ratio.toFixed(2)} times (limit ${limit})\n`,
  )
  return ratio <= limit
}

try {
  const resources = text.match(/^ {4}Type: AWS::/gm).length
  process.stdout.write(
    `a template of ${(text.length / 1_000_000).toFixed(2)} MB with ${resources} resources\n`,
  )
  // A machine that others use too can be too noisy once; what is too dear is so each time.
  if (!withinLimit() && !withinLimit() && !withinLimit()) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
