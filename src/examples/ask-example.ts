import type { Answer } from '../model/answer.ts'
import type { Example } from '../rules/example.ts'
import type { Judged } from '../rules/judge.ts'
import { mattersOf } from '../rules/matters.ts'
import type { About } from '../rules/rule.ts'
import type { Subjects, Word, World } from '../rules/word.ts'
import { trustOf, worldOfExample } from './run-example.ts'

/** For tests: the subjects of one kind in an example, in the order in which rules judge them, and their world. */
export function subjectsIn<Kind extends About>(
  about: Kind,
  example: Example,
): { readonly subjects: readonly Subjects[Kind][]; readonly world: World } {
  const { graph, beyond, world } = worldIn(example)
  return {
    subjects: [...mattersOf(graph, beyond)].flatMap((matter): readonly Subjects[Kind][] => matter[about]()),
    world,
  }
}

/** For tests: the world of an example as words are asked in it, with the graph and all that rules judge besides. */
export function worldIn(example: Example): Pick<Judged, 'graph' | 'beyond'> & { readonly world: World } {
  const { graph, before, beyond } = worldOfExample(example)
  const { trust, profile = 'default', options = {} } = example
  const option: World['option'] = name => {
    const value = options[name]
    if (value === undefined) throw new Error(`no option ${name}`)
    return value
  }
  const common = { trust: trustOf(trust), profile, option }
  const world = { ...graph, ...common, ...(before === undefined ? {} : { before: { ...before, ...common } }) }
  return { graph, ...(beyond && { beyond }), world }
}

/** For tests: what a word answers about each of them, with what it hangs on: `yes`, `unknown: var.a, var.b`. */
export function asked<Kind extends About>(
  about: Kind,
  word: Word<Subjects[Kind]>,
  example: Example,
): readonly string[] {
  const { subjects, world } = subjectsIn(about, example)
  return subjects.map(subject => inWords(word.ask(subject, world)))
}

/** For tests: an answer in words: `yes`, `unknown: var.a, var.b`. */
export function inWords({ is, hangsOn }: Answer): string {
  return hangsOn.length === 0 ? is : `${is}: ${hangsOn.map(({ name }) => name).join(', ')}`
}
