import type { Role } from '../../../shared/contract/api.ts'
import { AppError } from '../../../shared/core/errors.ts'

const WRITERS: readonly Role[] = ['account_manager', 'district_manager', 'forecasting_admin']

/** Whether a person's roles let them write forecasts; a regional vice president only reads (domain.md 10.4). */
export const mayWrite = (roles: readonly Role[]): boolean => roles.some((role) => WRITERS.includes(role))

export const readersOnly = (): AppError =>
  new AppError('INSUFFICIENT_PERMISSIONS', 'Your role can read this forecast but not change it.')
