import type { Preferences } from '../../shared/contract/ipc.ts'

/** Which setting says whether the details stand beside a tab: a year of months has one of its own. */
export const detailsOf = (tab: Preferences['tab']): 'inspectorOpen' | 'monthDetailsOpen' =>
  tab === 'statistics' || tab === 'payroll' ? 'inspectorOpen' : 'monthDetailsOpen'
