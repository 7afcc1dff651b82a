/** Sorted times of some runs in milliseconds, after a few that warm up. */
export function times(runs: number, work: (run: number) => unknown): number[] {
  for (let run = 0; run < Math.min(50, runs); run += 1) work(run)
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now()
    work(run)
    return performance.now() - start
  }).toSorted((a, b) => a - b)
}

/** The time that this share of the sorted times does not exceed. */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const ms = (value: number): string => `${value.toFixed(2)} ms`

/** One line of the report: what, how long, and beside what. */
export const print = (name: string, value: string, beside: string): void => console.log(`${name}: ${value} (${beside})`)

/** Numbers that are the same in every run. */
export function numbersBelow(): (limit: number) => number {
  let state = 42
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % limit
  }
}
