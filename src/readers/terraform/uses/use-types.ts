import table from './use-types.json' with { type: 'json' }

/** The types of resources that uses of keys are read from: by themselves, since most plans have none. */
export const useTypes: readonly string[] = table.types
