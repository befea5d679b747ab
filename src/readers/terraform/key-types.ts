const keyTypes: ReadonlySet<string> = new Set([
  'aws_kms_key',
  'aws_kms_replica_key',
  'aws_kms_external_key',
  'aws_kms_replica_external_key',
])

/** Whether a resource type is a KMS key. */
export function isKeyType(type: string): boolean {
  return keyTypes.has(type)
}

/** Whether keys of this type replicate another one. */
export function isReplicaType(type: string): boolean {
  return type.startsWith('aws_kms_replica_')
}

/** Whether the material of keys of this type is imported. */
export function isExternalType(type: string): boolean {
  return type === 'aws_kms_external_key' || type === 'aws_kms_replica_external_key'
}
