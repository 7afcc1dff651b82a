import type { Item, Proof } from './item.ts'
import { ITEMS } from './items.ts'

/** One test as a run wrote it down. */
export type RanTest = { readonly file: string; readonly name: string; readonly passed: boolean }
export type Row = {
  readonly number: number
  readonly title: string
  readonly verdict: 'pass' | 'FAIL'
  /** What was checked, or what is wrong. */
  readonly check: string
  readonly elsewhere: string | null
}
type Outcome = { readonly ok: boolean; readonly said: string; readonly elsewhere?: string }

const fits = ([place, name]: Proof, test: RanTest): boolean => test.file.startsWith(place) && test.name.includes(name)

/** One row an item. A row passes when every one of its checks ran and every test of each passed; what did not run fails. */
export function judge(
  ran: readonly RanTest[],
  outside: Readonly<Record<NonNullable<Item['outside']>, () => Outcome>>,
  items: readonly Item[] = ITEMS,
): Row[] {
  return items.map((item, i) => {
    const problems: string[] = []
    let tests = 0
    for (const proof of item.proofs) {
      const found = ran.filter((test) => fits(proof, test))
      tests += found.length
      if (found.length === 0) problems.push(`did not run: ${proof.join('* … ')}`)
      for (const test of found) if (!test.passed) problems.push(`failed: ${test.name}`)
    }
    const outcome = item.outside && outside[item.outside]()
    if (outcome && !outcome.ok) problems.push(outcome.said)
    const places = [...new Set(item.proofs.map(([place]) => place))].join(', ')
    const said = [tests > 0 ? `${tests} tests: ${places}` : null, outcome?.said].filter(Boolean).join('; ')
    return {
      number: i + 1,
      title: item.title,
      verdict: problems.length === 0 ? 'pass' : 'FAIL',
      check: problems.length === 0 ? said : problems.join('; '),
      elsewhere: [item.elsewhere, outcome?.elsewhere].filter(Boolean).join('; ') || null,
    }
  })
}
