import { bug } from '../../core/bug.ts'

/**
 * Which months of another value a value needs: its own month, the one before, every month before, every month up to its
 * own, all months of the year, or the one value the year has.
 */
export type Reach = 'same' | 'previous' | 'before' | 'upTo' | 'all' | 'year'
export type Need = { readonly on: string; readonly reach: Reach }

/** One computed value as data: by the month or once a year, and what it needs. */
export type Rule = { readonly name: string; readonly grain: 'month' | 'year'; readonly needs: readonly Need[] }

/** One value: a name and the month's index; the year's single values stand at 0. */
export type Ref = { readonly name: string; readonly month: number }

/** Reads a value that is declared as needed; anything else is a bug of the dependencies. */
export type Read = (name: string, month: number) => unknown
export type Values = ReadonlyMap<string, readonly unknown[]>

export type Evaluation = {
  /** In an order in which every rule needs only those before it (or earlier months of itself). */
  readonly rules: readonly Rule[]
  readonly months: number
  readonly compute: (rule: Rule, month: number, read: Read) => unknown
  /** A value that no rule computes. */
  readonly source: (name: string, month: number) => unknown
}

const sizeOf = (rule: Rule, months: number): number => (rule.grain === 'year' ? 1 : months)

/** The values that depend on what changed, in the order in which they can be computed; nothing else. */
export function affectedBy(rules: readonly Rule[], months: number, changed: readonly Ref[]): Ref[] {
  const dirty = new Map<string, Set<number>>()
  for (const { name, month } of changed) dirty.set(name, (dirty.get(name) ?? new Set()).add(month))
  const found: Ref[] = []
  for (const rule of rules) {
    const own = dirty.get(rule.name) ?? new Set<number>()
    dirty.set(rule.name, own)
    for (let month = 0; month < sizeOf(rule, months); month += 1) {
      if (!rule.needs.some((need) => isReached(need, month, dirty.get(need.on)))) continue
      own.add(month)
      found.push({ name: rule.name, month })
    }
  }
  return found
}

/** Whether a dirty month of what is needed touches this month. */
function isReached({ reach }: Need, month: number, dirty: ReadonlySet<number> | undefined): boolean {
  if (dirty === undefined || dirty.size === 0) return false
  if (reach === 'same') return dirty.has(month)
  if (reach === 'previous') return dirty.has(month - 1)
  if (reach === 'before') return firstOf(dirty) < month
  if (reach === 'upTo') return firstOf(dirty) <= month
  return true
}

const firstOf = (months: Iterable<number>): number => Math.min(...months)

/** Every value there is, in order. */
export const allOf = (rules: readonly Rule[], months: number): Ref[] =>
  rules.flatMap((rule) => Array.from({ length: sizeOf(rule, months) }, (_, month) => ({ name: rule.name, month })))

/**
 * Computes the given values on top of those known before and leaves every other as it is. A calculator that reads
 * something its rule does not declare is stopped, so that the dependencies cannot be incomplete.
 */
export function evaluate(
  { rules, compute, source }: Evaluation,
  refs: readonly Ref[],
  before: Values = new Map(),
): Values {
  const byName = new Map(rules.map((rule) => [rule.name, rule]))
  const values = new Map<string, unknown[]>()
  const listOf = (name: string): unknown[] => {
    const list = values.get(name) ?? [...(before.get(name) ?? [])]
    values.set(name, list)
    return list
  }
  for (const { name, month } of refs) {
    const rule = byName.get(name) ?? bug(`no rule computes ${name}`)
    const read: Read = (other, otherMonth) => {
      if (!rule.needs.some((need) => need.on === other && allows(need, month, otherMonth))) {
        bug(`${name} of month ${month} reads ${other} of month ${otherMonth}, which its rule does not declare`)
      }
      if (!byName.has(other)) return source(other, otherMonth)
      return (values.get(other) ?? before.get(other))?.[otherMonth]
    }
    listOf(name)[month] = compute(rule, month, read)
  }
  return new Map([...before, ...values])
}

function allows({ reach }: Need, month: number, other: number): boolean {
  if (reach === 'same') return other === month
  if (reach === 'previous') return other === month - 1
  if (reach === 'before') return other < month
  if (reach === 'upTo') return other <= month
  return reach === 'all' || other === 0
}
