import { either, hole, isUnknown, lacksMaterial, materialExpires, rule } from 'keyplan'

const type = 'aws_kms_external_key'
const material = { key_material_base64: 'bm90IGEgc2VjcmV0' }
const expires = (when: string) => `the key material of ${type}.example expires ${when}`
const missing = `${type}.example is created without key material: nobody can use it before some is imported`

export default rule({
  id: 'KMS034',
  name: 'lasting-material',
  title: 'Imported key material must be there, and last',
  about: 'key',
  profile: 'strict',
  severity: 'low',
  why: 'A key without its material, or with material that has expired, can decrypt nothing until the same material is imported again.',
  fix: 'Import material that does not expire, or plan to import it again, and set an alarm for the day before.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html'],

  forbid: either(materialExpires, lacksMaterial),

  message: ({ address, materialExpires: date }) => {
    if (date === undefined)
      return `${address} is created without key material: nobody can use it before some is imported`
    const when = isUnknown(date.value) ? 'at a time that is not known yet' : `on ${date.value}`
    return `the key material of ${address} expires ${when}`
  },

  examples: {
    good: [
      { says: 'material that lasts', type, key: material },
      { says: 'material that AWS makes', key: {} },
    ],
    bad: [
      {
        says: 'material that expires',
        type,
        key: { ...material, valid_to: '2027-01-01T00:00:00Z' },
        reports: [expires('on 2027-01-01T00:00:00Z')],
      },
      { says: 'no material', type, key: {}, reports: [missing] },
    ],
    unsure: [
      {
        says: 'a date that is known only after apply',
        type,
        key: { ...material, valid_to: hole('time_offset.year.rfc3339') },
        reports: [expires('at a time that is not known yet')],
      },
      {
        says: 'material that comes from elsewhere',
        type,
        key: { key_material_base64: hole('random_bytes.material.base64') },
        reports: [missing],
      },
    ],
  },
})
