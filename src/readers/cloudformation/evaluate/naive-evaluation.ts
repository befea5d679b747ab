/** A value of a template as plain JSON. */
export type Plain = null | boolean | string | readonly Plain[] | Members
/** A plain object. */
export interface Members {
  readonly [name: string]: Plain
}

/** For tests only: what a template of the random ones is deployed with. */
export interface Deployment {
  readonly parameters: Readonly<Record<string, string>>
  readonly conditions: Readonly<Record<string, Plain>>
  readonly mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Plain>>>>>>
}

/** For tests only: CloudFormation refuses the template. */
export class RefusedError extends Error {}

/**
 * For tests only: what a value of a template is, all parameters known: no holes, no places, no bounds. Nothing is
 * `AWS::NoValue`.
 */
export function naively(value: Plain, deployment: Deployment): Plain | undefined {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.flatMap(item => withNothing(naively(item, deployment)))
  const [[name, argument] = ['', null], ...others] = Object.entries(value)
  const call = others.length === 0 ? calls[name] : undefined
  if (call !== undefined) return call(argument, deployment)
  const members = Object.entries(value).flatMap(([each, item]): [string, Plain][] => {
    const made = naively(item, deployment)
    return made === undefined ? [] : [[each, made]]
  })
  return Object.fromEntries(members)
}

/** For tests only: whether a condition holds. */
function holdsNaively(condition: Plain, deployment: Deployment): boolean {
  const [[name, argument] = ['', null]] = Object.entries(condition ?? {})
  const parts = isList(argument) ? argument : []
  switch (name) {
    case 'Condition':
      return holdsNaively(deployment.conditions[word(argument)] ?? null, deployment)
    case 'Fn::Not':
      return !parts.some(part => holdsNaively(part, deployment))
    case 'Fn::And':
      return parts.every(part => holdsNaively(part, deployment))
    case 'Fn::Or':
      return parts.some(part => holdsNaively(part, deployment))
    default:
      return naively(parts[0] ?? null, deployment) === naively(parts[1] ?? null, deployment)
  }
}

type Call = (argument: Plain, deployment: Deployment) => Plain | undefined

const calls: Readonly<Record<string, Call>> = {
  Ref: (name, { parameters }) => (name === 'AWS::NoValue' ? undefined : parameters[word(name)]),
  'Fn::If': (argument, deployment) => {
    const [name = null, then = null, otherwise = null] = isList(argument) ? argument : []
    const holds = holdsNaively({ Condition: name }, deployment)
    return naively(holds ? then : otherwise, deployment)
  },
  'Fn::Sub': (text, { parameters }) =>
    word(text).replaceAll(/\$\{(\w+)\}/g, (_, name: string) => parameters[name] ?? refuse()),
  'Fn::Join': (argument, deployment) => {
    const [between = '', list = []] = isList(argument) ? argument : []
    const items = naively(list, deployment)
    if (!isList(items) || items.some(item => typeof item === 'object')) return refuse()
    return items.map(item => (typeof item === 'string' ? item : String(item === true))).join(word(between))
  },
  'Fn::Split': (argument, deployment) => {
    const [between = '', text = ''] = isList(argument) ? argument : []
    const whole = naively(text, deployment)
    return typeof whole === 'string' ? whole.split(word(between)) : refuse()
  },
  'Fn::Select': (argument, deployment) => {
    const [index = '', list = []] = isList(argument) ? argument : []
    const items = naively(list, deployment)
    return (isList(items) ? items[Number(naively(index, deployment))] : undefined) ?? refuse()
  },
  'Fn::FindInMap': (argument, deployment) => {
    const [map, top, low, fallback = null] = isList(argument) ? argument : []
    const [first, second] = [top, low].map(name => word(naively(name ?? null, deployment)))
    const found = deployment.mappings[word(map)]?.[first ?? '']?.[second ?? '']
    const rest =
      fallback !== null && typeof fallback === 'object' && !isList(fallback)
        ? fallback['DefaultValue']
        : undefined
    return found ?? (rest === undefined ? refuse() : naively(rest, deployment))
  },
}

function word(value: Plain | undefined): string {
  return typeof value === 'string' ? value : refuse()
}

function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value)
}

function withNothing(value: Plain | undefined): readonly Plain[] {
  return value === undefined ? [] : [value]
}

function refuse(): never {
  throw new RefusedError()
}
