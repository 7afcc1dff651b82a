import { allocate } from '../../core/allocate.ts'

type SiteCode = { readonly code: string; readonly familyId: string; readonly employees: number }

const BELL = /\bbell|^bell/i
const CASHIER = /cashier/i
const SHUTTLE = /shuttle|shutl/i
const CONCIERGE = /concierge/i
const DIFFERENTIAL = /differential/i

/**
 * The codes of a site that a budget's job profile stands for (domain.md 3.5): the code of that very name, else by
 * family. Empty: nobody here does that job, and the budget of the profile is 0.
 */
export function codesOfProfile(profile: string, site: readonly SiteCode[]): readonly SiteCode[] {
  const name = profile.trim()
  const exact = site.filter(({ code }) => code === name.toUpperCase())
  if (exact.length > 0) return exact
  const family = (id: string) => site.filter(({ familyId }) => familyId === id)
  const firstOf = (...codes: string[]) => {
    const found = codes.map((code) => site.find((one) => one.code === code)).find((one) => one !== undefined)
    return found ? [found] : []
  }
  if (/^GSA/i.test(name)) return family('GSA')
  if (/^GSC/i.test(name)) return family('GSC')
  if (BELL.test(name)) return family('Bell')
  if (CASHIER.test(name)) return firstOf('LCASH', 'CASH')
  if (SHUTTLE.test(name)) return family('Shuttle')
  if (CONCIERGE.test(name)) return firstOf('PCON', 'TCOORD')
  if (/^(VLT|valet)/i.test(name)) return family('Valet')
  return []
}

/**
 * Hours of a profile count unless they are a shift differential's, which repeat hours already budgeted (C-21);
 * dollars always count.
 */
export const profileHoursCount = (profile: string): boolean => !DIFFERENTIAL.test(profile)

/** A month's budget of one profile, in stored units: hundredths of an hour, and cents. */
export type ProfileBudget = { readonly profile: string; readonly hours: number; readonly cost: number }

/**
 * A month's budget by job code (domain.md 3.5): each profile goes to its codes by active employees, evenly where
 * nobody is employed, without losing a cent. `unmapped` are profiles without a code at the site: said, not dropped.
 */
export function budgetByCode(budget: readonly ProfileBudget[], site: readonly SiteCode[]) {
  const codes = new Map<string, { hours: number; cost: number }>()
  const unmapped: ProfileBudget[] = []
  for (const row of budget) {
    const found = codesOfProfile(DIFFERENTIAL.test(row.profile) ? withoutDifferential(row.profile) : row.profile, site)
    if (found.length === 0) {
      unmapped.push(row)
      continue
    }
    const people = found.map(({ employees }) => employees)
    const hours = allocate(profileHoursCount(row.profile) ? row.hours : 0, people)
    const cost = allocate(row.cost, people)
    found.forEach(({ code }, i) => {
      const known = codes.get(code) ?? { hours: 0, cost: 0 }
      codes.set(code, { hours: known.hours + (hours[i] ?? 0), cost: known.cost + (cost[i] ?? 0) })
    })
  }
  return { codes, unmapped }
}

/** A differential's dollars belong to the job that earns them: `VLT1 Shift Differential`; alone, to valet (C-21). */
function withoutDifferential(profile: string): string {
  const job = profile.replace(/(shift)?\s*differential/i, '').trim()
  return job === '' ? 'Valet' : job
}
