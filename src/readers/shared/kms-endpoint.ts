/**
 * Whether a VPC endpoint of this service is one of AWS KMS: `com.amazonaws.us-east-1.kms`, `….kms-fips` (Developer
 * Guide, "Connecting to AWS KMS through a VPC endpoint"). Services that customers offer end with an id of their own.
 */
export function isEndpointOfKms(service: string): boolean {
  return /\.kms(?:-fips)?$/i.test(service)
}
