import type { ErrorCode } from '../../core/errors.ts'

/** Something a person should know about a forecast (domain.md 10.1). */
export type Finding = {
  /** Which rule says so: stable, for tests, lists and links. */
  readonly rule: FindingRule
  /** `error` refuses the value and keeps the forecast from being submitted; `confirm` asks; `warning` only says. */
  readonly level: 'error' | 'confirm' | 'warning'
  readonly code: ErrorCode | null
  /** The cell it is about; null for what is about a month or the whole forecast. */
  readonly lineId: string | null
  readonly period: string | null
  readonly message: string
}

export type FindingRule =
  | 'unknown-line'
  | 'wrong-period'
  | 'locked'
  | 'value'
  | 'rooms'
  | 'rooms-not-set'
  | 'rate-jump'
  | 'hours-a-day'
  | 'revenue-above-prior-year'
  | 'expense-above-budget'
  | 'allocation'
  | 'payroll-share'
  | 'payroll-history'
  | 'overtime'
  | 'forecast-missing'
  | 'count-without-rate'
  | 'value-missing'
  | 'month-empty'
  | 'conflict'
  | 'refused'

/** True when nothing in a list keeps a forecast from being submitted. */
export const isSubmittable = (findings: readonly Finding[]): boolean => findings.every(({ level }) => level !== 'error')
