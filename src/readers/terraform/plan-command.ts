/** The command that writes what this reader reads. */
export const planCommand = '`terraform show -json tfplan > plan.json`'
