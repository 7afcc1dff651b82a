import { MOVES } from '../../shared/calc/validation/submission.ts'
import type { Role } from '../../shared/contract/api.ts'
import { ROLLUP_LEVELS, type RollupLevel } from '../../shared/contract/pl-view.ts'
import { ACTIONS, type SubmissionAction } from '../../shared/contract/workflow.ts'
import type { Caller } from './caller.ts'

/** The highest level each role sees the P&L of (domain.md 10.4). */
const HIGHEST: Readonly<Record<Role, RollupLevel>> = {
  account_manager: 'site',
  district_manager: 'district',
  regional_vp: 'region',
  forecasting_admin: 'company',
}

/** The levels of the organisation whose P&L the caller's roles show; which nodes of them, their sites say. */
export const levelsOf = ({ roles }: Pick<Caller, 'roles'>): RollupLevel[] =>
  ROLLUP_LEVELS.filter((level) =>
    roles.some((role) => ROLLUP_LEVELS.indexOf(HIGHEST[role]) >= ROLLUP_LEVELS.indexOf(level)),
  )

/** What the caller may do with the sites they reach, as the routes decide it: a courtesy to whoever draws buttons. */
export type Permissions = {
  readonly edit: boolean
  readonly administer: boolean
  readonly moves: SubmissionAction[]
  readonly profitAndLoss: RollupLevel[]
}

export function permissionsOf(caller: Caller): Permissions {
  const { roles, scopes } = caller
  const edit = scopes.includes('forecasting:write')
  const readsProfitAndLoss = scopes.includes('forecasting:read') || scopes.includes('revenue:read')
  return {
    edit,
    administer: scopes.includes('forecasting:admin'),
    moves: edit ? ACTIONS.filter((action) => roles.some((role) => MOVES[action].by.includes(role))) : [],
    profitAndLoss: readsProfitAndLoss ? levelsOf(caller) : [],
  }
}
