/** The command that writes what this reader reads. OpenTofu's `tofu show -json` writes the same. */
export const planCommand = '`terraform show -json tfplan > plan.json`'

/** The same for what exists. */
export const stateCommand = '`terraform show -json terraform.tfstate > state.json`'

/** How keyplan runs that command by itself. */
export const showFlag = '`keyplan check tfplan --show terraform` (or `--show tofu`)'
