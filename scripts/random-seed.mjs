import { configureGlobal } from 'fast-check'

/**
 * Random tests draw the same values in every run, so that nobody's change fails by chance: KEYPLAN_SEED=7 draws others,
 * KEYPLAN_SEED=random new ones each time.
 */
const seed = process.env['KEYPLAN_SEED'] ?? '1'
if (seed !== 'random') configureGlobal({ seed: Number(seed) })
