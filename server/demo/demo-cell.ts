import type { Scenario } from '../../shared/categories/line.ts'

/** One stored number of a demonstration site, a scaled integer of its line. */
export type DemoCell = {
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
  readonly value: number
}

/** The cells of a period and scenario from values by line. */
export const cellsOf = (period: string, scenario: Scenario, values: Readonly<Record<string, number>>): DemoCell[] =>
  Object.entries(values).map(([lineId, value]) => ({ period, lineId, scenario, value }))
