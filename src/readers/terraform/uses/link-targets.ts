import { links } from './links.ts'

/** Tells which role delivers for AWS Config. */
export const recorderType = 'aws_config_configuration_recorder'

/** The types of resources that links lead to. */
export const linkTargets: ReadonlySet<string> = new Set([...links.values()].flat().map(({ to }) => to))
