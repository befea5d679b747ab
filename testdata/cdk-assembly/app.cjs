const cdk = require('aws-cdk-lib'); const { aws_kms: kms, aws_iam: iam, aws_s3: s3, aws_sqs: sqs, aws_lambda: lambda } = cdk
const app = new cdk.App({ outdir: 'cdk.out', analyticsReporting: false, context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true } })
const env = { account: '111122223333', region: 'eu-west-1' }
class Keys extends cdk.Stack {
  constructor(scope, id, props) {
    super(scope, id, props)
    this.key = new kms.Key(this, 'Data', { enableKeyRotation: true, alias: 'alias/data', description: 'data of the shop' })
    this.key.grantDecrypt(new iam.AccountPrincipal('444455556666'))
    this.key.addToResourcePolicy(new iam.PolicyStatement({ actions: ['kms:GenerateDataKey*', 'kms:Decrypt'], principals: [new iam.ServicePrincipal('sns.amazonaws.com')], resources: ['*'] }))
  }
}
class Queue extends cdk.NestedStack {
  constructor(scope, id, props) {
    super(scope, id, props)
    const queue = new sqs.Queue(this, 'Orders', { encryptionMasterKey: props.key })
    queue.grantConsumeMessages(props.reader)
  }
}
class App extends cdk.Stack {
  constructor(scope, id, props) {
    super(scope, id, props)
    const reader = new iam.Role(this, 'Reader', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })
    props.key.grantEncryptDecrypt(reader)
    new s3.Bucket(this, 'Files', { encryption: s3.BucketEncryption.KMS, encryptionKey: props.key }).grantRead(reader)
    const own = new kms.Key(this, 'Orders')
    new Queue(this, 'Queue', { key: own, reader })
  }
}
const keys = new Keys(app, 'Keys', { env })
new App(app, 'Shop', { env, key: keys.key })
class Prod extends cdk.Stage { constructor(scope, id, props) { super(scope, id, props); const k = new Keys(this, 'Keys', {}); new App(this, 'Shop', { key: k.key }) } }
new Prod(app, 'Prod', {})
app.synth()
