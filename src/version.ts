/** The version of this package; a test holds it equal to `package.json`, so that no start has to read that file. */
export const version = '0.1.0'
