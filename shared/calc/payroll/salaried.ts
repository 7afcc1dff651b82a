import { Decimal } from '../../core/decimal.ts'

const DAYS_OF_A_SALARY_YEAR = 365
const HOURS_A_DAY = 8

/**
 * Hours and cost a day of a salaried code (domain.md 3.4, C-28): 8 hours an employee, and the yearly salary ÷ 365 an
 * employee, in leap years as well.
 */
export function salariedDay(annualSalary: Decimal, employees: number): { hours: Decimal; cost: Decimal } {
  return {
    hours: new Decimal(HOURS_A_DAY * employees),
    cost: annualSalary.times(employees).div(DAYS_OF_A_SALARY_YEAR),
  }
}
