import type { CollectionTag, ScalarTag } from 'yaml'

/** Tags of YAML itself that change nothing: all that is not a list or an object is text here. */
const standardTag = /^!$|^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|timestamp|merge|value)$/

/**
 * The name of the intrinsic function that a tag of YAML stands for; nothing for tags of YAML itself. A tag that
 * CloudFormation does not know (`!Rain::S3`, other tools' placeholders) stands for a function of that name, which is
 * then one that nobody knows: its value must not be taken for text.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function longForm(tag: string): string | undefined {
  if (standardTag.test(tag)) return undefined
  const name = tag.replace(/^!/, '')
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
}

/** More different ones no template has; those beyond are read the same, only slower. */
const mostTags = 100

/**
 * The tags that a text has, for the parser: it makes a warning of each value with a tag that it does not know. Each
 * comes thrice, since one tag may stand before a text, a list and an object.
 */
export function tagsIn(text: string): (ScalarTag | CollectionTag)[] {
  const tags = new Set<string>()
  for (const [, tag = ''] of text.matchAll(/(?<![^\s[{,])(![^\s[\]{},!]+)/g)) {
    tags.add(tag)
    if (tags.size === mostTags) break
  }
  return [...tags].flatMap((tag): (ScalarTag | CollectionTag)[] => [
    { tag, resolve: value => value },
    { tag, collection: 'map', resolve: value => value },
    { tag, collection: 'seq', resolve: value => value },
  ])
}

/** No more characters are looked through for a tag, so that no file is slow. */
const farthest = 500

/** What can stand between a tag and its value. */
const between = /^(?:\s|#.*\n|&\S+\s)*$/

/** Where the tag of a value begins that begins at `start`; `start` where that cannot be told. */
export function tagStart(text: string, tag: string, start: number): number {
  const from = Math.max(0, start - farthest)
  const before = text.slice(from, start)
  let found = before.length
  // A comment between the two may name the tag again.
  for (let at = before.lastIndexOf(tag); at !== -1; at = at === 0 ? -1 : before.lastIndexOf(tag, at - 1)) {
    if (!between.test(before.slice(at + tag.length))) break
    found = at
  }
  return from + found
}
