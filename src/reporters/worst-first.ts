import { severities, type Finding } from '../model/report.ts'

const certainties = ['certain', 'possible'] as const

/** The worst severity first; within one, the certain ones first, in the order of the report. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap(severity =>
    certainties.flatMap(certainty =>
      findings.filter(finding => finding.severity === severity && finding.certainty === certainty),
    ),
  )
}
