import type { Location, ReportingDescriptor, Result, Run } from 'sarif'

/** What GitHub's code scanning would refuse or drop of a run, by its documentation; for tests. */
export function objections(run: Run): readonly string[] {
  const rules = run.tool.driver.rules ?? []
  const results = run.results ?? []
  return [
    ...unless('the tool has a name', run.tool.driver.name !== ''),
    ...unless('the category ends with a slash', /^keyplan\/(?:.*\/)?$/.test(run.automationDetails?.id ?? '')),
    ...unless('at most 25,000 results', results.length <= 25_000),
    ...rules.flatMap(ofRule),
    ...results.flatMap(result => ofResult(result, rules)),
  ]
}

function unless(demand: string, holds: boolean): readonly string[] {
  return holds ? [] : [demand]
}

function ofRule(rule: ReportingDescriptor): readonly string[] {
  const weight = Number(rule.properties?.['security-severity'])
  const tags = rule.properties?.tags ?? []
  return [
    ...unless('a rule has an id', rule.id.trim() !== ''),
    ...ofText('name', rule.name, 255),
    ...ofText('shortDescription', rule.shortDescription?.text, 1024),
    ...ofText('fullDescription', rule.fullDescription?.text, 1024),
    ...ofText('help', rule.help?.text),
    ...ofText('help.markdown', rule.help?.markdown),
    ...unless('security-severity is above 0.0 and at most 10.0', weight > 0 && weight <= 10),
    ...unless('security among at most ten tags', tags.includes('security') && tags.length <= 10),
  ]
}

function ofResult(result: Result, rules: readonly ReportingDescriptor[]): readonly string[] {
  const { locations = [], relatedLocations = [], codeFlows = [] } = result
  const ids = relatedLocations.map(({ id }) => id)
  const links = [...(result.message.text ?? '').matchAll(/\]\((\d+)\)/g)].map(([, id]) => Number(id))
  const steps = codeFlows.flatMap(flow => flow.threadFlows.flatMap(thread => thread.locations))
  return [
    ...ofText('message', result.message.text),
    ...unless('a result names its rule', rules[result.ruleIndex ?? -1]?.id === result.ruleId),
    ...unless('a fingerprint', /.:\d+$/.test(result.partialFingerprints?.['primaryLocationLineHash'] ?? '')),
    ...unless('one location', locations.length === 1),
    ...unless('related locations have ids of their own', new Set(ids).size === ids.length),
    ...unless(
      'links lead to related locations',
      links.every(id => ids.includes(id)),
    ),
    ...unless(
      'at most 100 related locations and 1,000 steps',
      relatedLocations.length <= 100 && steps.length <= 1000,
    ),
    ...locations.flatMap(ofLocation),
    ...[...relatedLocations, ...steps.map(step => step.location)].flatMap(location => [
      ...ofLocation(location),
      ...ofText('message of a location', location?.message?.text),
    ]),
  ]
}

function ofLocation(location: Location | undefined): readonly string[] {
  const uri = location?.physicalLocation?.artifactLocation?.uri ?? ''
  const { startLine, startColumn, endLine, endColumn } = location?.physicalLocation?.region ?? {}
  const fields = [startLine, startColumn, endLine, endColumn]
  return [
    ...unless(`only characters of a URI: ${uri}`, /^(?:[\w\-.~!*'()/:]|%[\dA-F]{2})+$/.test(uri)),
    ...unless(`relative, or a file: ${uri}`, /^file:\/\/\/|^[^:]+$/.test(uri)),
    ...unless(
      'all fields of the region',
      fields.every(field => field !== undefined && field >= 1),
    ),
  ]
}

function ofText(name: string, text: string | undefined, longest = Infinity): readonly string[] {
  return [
    ...unless(`${name} is not empty`, (text ?? '').trim() !== ''),
    ...unless(`${name} has at most ${longest} characters`, (text ?? '').length <= longest),
    ...unless(`${name} has only characters that show`, !/[\p{Cf}\p{Cs}]|[^\P{Cc}\n]/u.test(text ?? '')),
  ]
}
