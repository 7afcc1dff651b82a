import { z } from 'zod'
import { endpoint } from './api.ts'
import { Quantity } from './calculate/amounts.ts'
import { Rules } from './calculate/profit-and-loss.ts'
import { MaterialitySettings } from './materiality.ts'

/** What the owner may set differently; every default is the recommended rule (design.md D12). */
export const Settings = z.strictObject({
  /** PTEB of the current month, insurance method and rates (domain.md 8, C-52, C-53). */
  plRules: Rules.prefault({}),
  /** Dollars an hour where a job code has no rate (domain.md 3.4). */
  defaultHourlyRate: Quantity.prefault(15),
  /** Percents at which a variance is medium and high (domain.md 9.4, C-58). */
  significance: z
    .strictObject({ medium: z.number().min(0).max(1000), high: z.number().min(0).max(1000) })
    .refine(({ medium, high }) => medium <= high, 'The high level is not below the medium one.')
    .default({ medium: 5, high: 7.5 }),
  /** Beyond either, a month is submitted with a comment only (domain.md 10.3): dollars and percent of the budgeted FLC. */
  flcReview: z
    .strictObject({ amount: Quantity.nullable().prefault(5000), percent: Quantity.nullable().prefault(25) })
    .prefault({}),
  /** From where on a row of the P&L needs a reason before its month is submitted (grid-and-pnl.md D4). */
  materiality: MaterialitySettings.prefault({}),
  /**
   * How far a month outside the range of its site's own days has to be from what one would expect to be called
   * surprising: dollars and percent, both (grid-and-pnl.md D4).
   */
  surprise: z
    .strictObject({ amount: z.number().min(0).default(1000), percent: z.number().min(0).default(7.5) })
    .prefault({}),
})
export type Settings = z.output<typeof Settings>
export type EnteredSettings = z.input<typeof Settings>

const Answer = z.object({
  settings: z.record(z.string(), z.unknown()),
  /** Same as the ETag; `0` before anybody set anything. */
  rowVersion: z.string(),
})

export const configApi = {
  read: endpoint({
    method: 'GET',
    path: '/config',
    summary: 'The settings of the system, every one with its value in force',
    scopes: ['forecasting:admin'],
    data: Answer,
  }),
  /** Needs `If-Match`; what is left out falls back to its default. */
  write: endpoint({
    method: 'PUT',
    path: '/config',
    summary: 'Replaces the settings of the system; every figure is computed by them from then on',
    scopes: ['forecasting:admin'],
    body: Settings,
    data: Answer,
  }),
} as const
