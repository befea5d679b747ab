import * as fc from 'fast-check'
import type { Deployment, Members, Plain } from './naive-evaluation.ts'

/** For tests only: parameters of the random templates, and what they can be. `Size` has allowed values, `Team` a default. */
const domains = {
  Env: ['x', 'y', 'x-y'],
  Size: ['a', 'b', 'c'],
  Name: ['x', 'n'],
  Team: ['t', 'x'],
} as const

/** For tests only: their declarations. */
export const parameters = {
  Env: { Type: 'String' },
  Size: { Type: 'String', AllowedValues: domains.Size },
  Name: { Type: 'String' },
  Team: { Type: 'String', Default: 't' },
}

/** For tests only: a mapping from what `Env` and `Size` can be. */
export const mappings = {
  Map: { x: { a: 'xa', b: ['x', 'b'] }, y: { a: 'ya', b: 'yb', c: 'yc' }, 'x-y': { a: 'xa' } },
}

/** For tests only: all ways of filling the parameters in. */
export const fillings: readonly Deployment['parameters'][] = domains.Env.flatMap(Env =>
  domains.Size.flatMap(Size =>
    domains.Name.flatMap(Name => domains.Team.map(Team => ({ Env, Size, Name, Team }))),
  ),
)

const parameter = fc.constantFrom('Env', 'Size', 'Name', 'Team')
const word = fc.constantFrom('x', 'y', 'a', 'b', 't', 'n', '*', 'x-y')
const ref = parameter.map(name => ({ Ref: name }))
const side: fc.Arbitrary<Plain> = fc.oneof(
  ref,
  word,
  ref.map(one => ({ 'Fn::Join': ['-', [one, 'y']] })),
)
const conditionName = fc.constantFrom('C0', 'C1', 'C2', 'C3')

/** Each names only those before it. */
function condition(before: number): fc.Arbitrary<Plain> {
  const equals = fc.tuple(side, side).map(sides => ({ 'Fn::Equals': sides }))
  const leaf: fc.Arbitrary<Plain> =
    before === 0
      ? equals
      : fc.oneof(
          equals,
          fc.nat(before - 1).map(index => ({ Condition: `C${index}` })),
        )
  const pair = fc.array(leaf, { minLength: 2, maxLength: 3 })
  return fc.oneof(
    leaf,
    leaf.map(one => ({ 'Fn::Not': [one] })),
    pair.map(parts => ({ 'Fn::And': parts })),
    pair.map(parts => ({ 'Fn::Or': parts })),
  )
}

/** For tests only: four conditions. */
export const conditions: fc.Arbitrary<Members> = fc
  .tuple(condition(0), condition(1), condition(2), condition(3))
  .map(list => Object.fromEntries(list.map((each, index) => [`C${index}`, each])))

const nothing = { Ref: 'AWS::NoValue' }

/** For tests only: a value that is a text once it is evaluated. */
export const texts: fc.Arbitrary<Plain> = fc.letrec<{ readonly text: Plain }>(tie => {
  const text = tie('text')
  const items = fc.array(
    fc.oneof(
      text,
      fc.tuple(conditionName, text).map(([name, one]) => ({ 'Fn::If': [name, one, nothing] })),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  return {
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(
        word,
        ref,
        fc
          .tuple(parameter, parameter)
          .map(([one, other]) => ({ 'Fn::Sub': [`$`, `{${one}}/k-$`, `{${other}}`].join('') })),
      ),
      fc
        .tuple(conditionName, text, text)
        .map(([name, then, otherwise]) => ({ 'Fn::If': [name, then, otherwise] })),
      items.map(list => ({ 'Fn::Join': ['-', list] })),
      fc
        .tuple(ref, ref, word)
        .map(([top, low, other]) => ({ 'Fn::FindInMap': ['Map', top, low, { DefaultValue: other }] })),
      fc
        .tuple(fc.constantFrom('0', '1'), text)
        .map(([index, one]) => ({ 'Fn::Select': [index, { 'Fn::Split': ['-', one] }] })),
      items.map(list => ({ 'Fn::Select': ['0', list] })),
    ),
  }
}).text

/** For tests only: a value, or nothing, as a condition decides. */
export function perhaps(value: fc.Arbitrary<Plain>): fc.Arbitrary<Plain> {
  const chosen = fc.tuple(conditionName, value, fc.boolean()).map(([name, one, isFirst]) => ({
    'Fn::If': isFirst ? [name, one, nothing] : [name, nothing, one],
  }))
  return fc.oneof({ weight: 2, arbitrary: value }, { weight: 1, arbitrary: chosen })
}
