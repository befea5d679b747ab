import type { ErrorCode } from 'yaml'

/** What is wrong, in words for the author of a template, and its cure. */
type Words = readonly [message: string, hint: string]

const indent = 'indent what belongs together by the same number of spaces'
const quotes = 'put the value in quotes'

/** What the parser of YAML objects to. Its own messages name parts of the parser. */
const words: Readonly<Record<ErrorCode, Words>> = {
  ALIAS_PROPS: ['a tag or anchor stands before an alias', 'write the value itself'],
  BAD_ALIAS: ['an anchor or alias without a name', `${quotes} if \`&\` or \`*\` is part of it`],
  BAD_COLLECTION_TYPE: ['this tag does not fit its value', 'remove the tag'],
  BAD_DIRECTIVE: ['a line that begins with `%` is not one that YAML knows', 'remove the line'],
  BAD_DQ_ESCAPE: ['YAML does not know this escape', 'write the backslash twice, or use single quotes'],
  BAD_INDENT: ['a line is not indented as what it belongs to, or a bracket is not closed', indent],
  BAD_PROP_ORDER: ['a tag or anchor stands in the wrong place', 'write it directly before its value'],
  BAD_SCALAR_START: ['a value cannot begin with this character', quotes],
  BLOCK_AS_IMPLICIT_KEY: ['a second `:` in one line, or a list where a name is expected', quotes],
  BLOCK_IN_FLOW: ['a value in lines of its own stands between brackets', 'write it without the brackets'],
  DUPLICATE_KEY: ['a name stands twice in this object', 'keep one of them'],
  IMPOSSIBLE: ['a name or a value stands where none can', indent],
  KEY_OVER_1024_CHARS: ['a name is longer than 1,024 characters', 'look for a quote that is missing'],
  MISSING_CHAR: ['a `:`, a comma, a bracket or a quote is missing', 'add it, or correct the indentation'],
  MULTILINE_IMPLICIT_KEY: ['a name goes on in the next line', 'look for a `:` or a quote that is missing'],
  MULTIPLE_ANCHORS: ['a value has two anchors', 'keep one of them'],
  MULTIPLE_DOCS: [
    'a second document begins here, and a template is one',
    'write each template to a file of its own',
  ],
  MULTIPLE_TAGS: ['two short forms stand before one value', 'write the outer one in full: `Fn::Sub: ...`'],
  NON_STRING_KEY: ['this name is not text', 'write it in quotes'],
  RESOURCE_EXHAUSTION: ['values are nested too deeply', 'hand over what is deployed'],
  TAB_AS_INDENT: ['a tab stands where YAML takes only spaces', 'indent with spaces'],
  TAG_RESOLVE_FAILED: ['this tag is not complete', 'write `!` and a name, or put the value in quotes'],
  UNEXPECTED_TOKEN: ['this is not expected here', 'look for a quote, a bracket or spaces that are missing'],
}

/** The words for a mistake that the parser of YAML has found. */
export function yamlFault(code: ErrorCode): Words {
  const [message, hint] = words[code]
  return [`this is not YAML: ${message}`, hint]
}
