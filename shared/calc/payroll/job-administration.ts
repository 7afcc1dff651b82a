import { JOB_CODE_FORMAT, type JobCode } from '../../categories/payroll.ts'

/** A job group as administrators see it; "family" and "group" are one thing (domain.md 3.2). */
export type JobGroup = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly active: boolean
}

const MAX_NAME = 100
const MAX_DESCRIPTION = 500
const MAX_ASSIGNED = 100

/** What is wrong with a job code as it is saved (domain.md 3.3 rules 2 and 3); null when nothing is. */
export function jobCodeProblem(job: JobCode, groups: readonly JobGroup[]): string | null {
  if (job.title.trim() === '') return 'Title is required.'
  if (!JOB_CODE_FORMAT.test(job.code)) return 'A job code looks like GSA1: 2 to 6 letters, then up to 3 digits.'
  const group = groups.find(({ id }) => id === job.familyId)
  if (job.active && group && !group.active) return 'An active job code needs an active group.'
  return null
}

/** What is wrong with a job group as it is saved (domain.md 3.3 rules 4 and 5); null when nothing is. */
export function jobGroupProblem(
  group: JobGroup,
  others: readonly JobGroup[],
  codes: readonly JobCode[],
): string | null {
  if (group.name.trim() === '') return 'Name is required.'
  if (group.name.length > MAX_NAME) return `A name has at most ${MAX_NAME} characters.`
  if (group.description.length > MAX_DESCRIPTION) return `A description has at most ${MAX_DESCRIPTION} characters.`
  const same = (name: string) => name.trim().toLowerCase() === group.name.trim().toLowerCase()
  if (others.some(({ id, name }) => id !== group.id && same(name))) return 'A group with this name exists.'
  if (!group.active && codes.some((job) => job.familyId === group.id && job.active))
    return 'A group can be deactivated when all its job codes are inactive.'
  return null
}

/** What is wrong with putting codes into a group (domain.md 3.3 rules 3 and 6); null when nothing is. */
export function assignmentProblem(
  codes: readonly string[],
  groupId: string | null,
  catalogue: { readonly codes: readonly JobCode[]; readonly groups: readonly JobGroup[] },
): string | null {
  if (groupId === null || groupId === '') return 'Choose a target group.'
  if (codes.length === 0) return 'Select at least one job code.'
  if (codes.length > MAX_ASSIGNED) return `No more than ${MAX_ASSIGNED} job codes at a time.`
  if (new Set(codes).size !== codes.length) return 'Duplicate job code ids.'
  const group = catalogue.groups.find(({ id }) => id === groupId)
  if (!group) return 'Choose a target group.'
  for (const code of codes) {
    const job = catalogue.codes.find((one) => one.code === code)
    if (!job) return `Job code not found: ${code}.`
    if (job.active && !group.active) return 'An active job code needs an active group.'
  }
  return null
}

/** Why the payroll tab of a site stays read-only; null when it has a code to forecast (domain.md 3.3 rule 8). */
export const payrollUnavailable = (jobs: readonly unknown[]): string | null =>
  jobs.length > 0 ? null : 'This site has no job codes. Ask the HR systems team to assign them.'
