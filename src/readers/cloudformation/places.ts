import type { ReportLocation } from '../../model/report.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { PlaceNote, SourcePlaces } from '../../model/source-places.ts'
import { constructPath } from './construct-path.ts'
import { treeAt, type Place, type Tree } from './syntax/tree.ts'
import type { Template } from './template.ts'

/** Where the values of a template are written. */
export function placesIn(template: Template): SourcePlaces {
  return {
    locate: at => located(at, template),
    isTouched: () => false,
    leadingTo: at => constructAround(at, template),
  }
}

/** The CDK's users know a resource by its construct, and not by the logical id that was made of it. */
function constructAround({ address }: SourceLocation, template: Template): readonly PlaceNote[] {
  const declaration = template.resources.get(address)
  const path = declaration && constructPath(declaration)
  const location = declaration && located(declaration.at, template)
  return path === undefined || location === undefined
    ? []
    : [{ says: `construct ${path}`, address, location }]
}

function located(at: SourceLocation, template: Template): ReportLocation | undefined {
  const place = placeOf(at, template)
  return place && { file: at.file, line: place.line, column: place.column, endLine: place.endLine }
}

/** A place that tells no line is inside of something that does: the nearest of what stands around it. */
function placeOf(at: SourceLocation, { resources, parameters }: Template): Place | undefined {
  const declaration = resources.get(at.address)
  return (
    ownPlace(at) ??
    (declaration && nearestPlace(declaration.properties, at.pointer)) ??
    ownPlace(declaration?.at ?? parameters.get(at.address)?.at)
  )
}

function ownPlace(at: SourceLocation | undefined): Place | undefined {
  const { line, column, endLine = line } = at ?? {}
  return line === undefined || column === undefined || endLine === undefined
    ? undefined
    : { line, column, endLine }
}

/** Pointers lead past the branches of `Fn::If`: as far as they can be followed is where it stands. */
function nearestPlace(properties: Tree | undefined, pointer: string): Place | undefined {
  const [first, ...steps] = pointer.split('/').slice(1)
  let tree = first === 'Properties' ? properties : undefined
  let place = tree?.place
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    tree = tree?.kind === 'list' ? tree.items[Number(name)] : treeAt(tree, name)
    place = tree?.place ?? place
  }
  return place
}
