import { z } from 'zod'
import { AmountText, type CellFeed, CodeText, DayText, type Fact, type FactCell, SiteText, sumBy } from '../feed.ts'

const RevenueCode = CodeText.transform((text) => text.toUpperCase()).refine(
  (code) => /^([VS][DMOC][1-9]?|OR[1-9]|ADJ|OCC)$/.test(code),
  'A revenue code looks like VD1, SO2, OR1 or ADJ; OCC for rooms.',
)

const row = z
  .object({
    site: SiteText,
    date: DayText,
    code: RevenueCode,
    type: z.enum(['Revenue', 'Vehicles', 'Other'], 'A type is Revenue, Vehicles or Other.'),
    value: AmountText,
  })
  .transform(({ site, date, code, type, value }): readonly Fact[] => [
    { siteId: site, period: date, code, kind: type, value },
  ])

const KINDS: Readonly<Record<string, string>> = { D: 'Daily', M: 'Monthly', O: 'Overnight', C: 'Comps' }

/** The count a code's vehicles belong to: VD1–3 valet daily, SO1–3 self overnight, VC valet comps (domain.md 1.2, 2.2). */
export function countOfCode(code: string): string | null {
  const side = code.startsWith('V') ? 'valet' : code.startsWith('S') ? 'self' : null
  const kind = KINDS[code[1] ?? '']
  return side === null || kind === undefined ? null : `${side}${kind}`
}

/** Daily receipts, vehicles and rooms by revenue code (domain.md 7, 11): net revenue is the sum of all codes, ADJ included. */
export const dailyRevenueFeed: CellFeed = {
  name: 'daily-revenue',
  summary: 'Net receipts, vehicles and occupied rooms by site, day and revenue code',
  scenario: 'actual',
  columns: ['site', 'date', 'code', 'type', 'value'],
  row,
  toCells: (facts) => {
    const of = (type: string) => facts.filter(({ kind }) => kind === type)
    const counts = sumBy(
      of('Vehicles'),
      ({ code }) => countOfCode(code),
      ({ value }) => value,
    )
    const total = (type: string) => {
      const found = of(type).map(({ value }) => value)
      return found.length === 0 ? null : found.reduce((sum, value) => sum.plus(value))
    }
    const cells: FactCell[] = [...counts].map(([lineId, value]) => ({ lineId, value }))
    const [rooms, revenue] = [total('Other'), total('Revenue')]
    if (rooms !== null) cells.push({ lineId: 'occupiedRooms', value: rooms })
    if (revenue !== null) cells.push({ lineId: 'externalRevenue', value: revenue })
    const unmapped = of('Vehicles').flatMap(({ code }) => (countOfCode(code) === null ? [code] : []))
    return { cells, unmapped }
  },
}
