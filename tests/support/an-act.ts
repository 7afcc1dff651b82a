import { randomUUID } from 'node:crypto'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { ReviewAct } from '../../shared/contract/review.ts'
import type { InjectedApi } from './injected-api.ts'

type Of<K extends ReviewAct['kind']> = Extract<ReviewAct, { kind: K }>

/** Whole valid steps of a review of August at 0431, a month that has its budget only. */
export const aMove = (changed: Partial<Of<'move'>> = {}): Of<'move'> => ({
  kind: 'move',
  actId: randomUUID(),
  siteId: '0431',
  period: '2026-08',
  action: 'submit',
  comment: null,
  cells: [],
  seen: 0,
  asOfSeq: null,
  ...changed,
})

export const aReason = (changed: Partial<Of<'reason'>> = {}): Of<'reason'> => ({
  kind: 'reason',
  actId: randomUUID(),
  siteId: '0431',
  period: '2026-08',
  row: 'OtherExpense',
  reference: 'budget',
  parts: [{ code: 'one-off', text: 'The garage is painted.', amount: null }],
  explained: '0.00',
  ...changed,
})

export const aFreeze = (changed: Partial<Of<'freeze'>> = {}): Of<'freeze'> => ({
  kind: 'freeze',
  actId: randomUUID(),
  siteId: '0431',
  period: '2026-08',
  months: 3,
  ...changed,
})

export const aComment = (changed: Partial<Of<'comment'>> = {}): Of<'comment'> => ({
  kind: 'comment',
  actId: randomUUID(),
  siteId: '0431',
  lineId: 'valetDaily',
  period: '2026-08-04',
  text: 'A convention?',
  answers: null,
  settles: false,
  ...changed,
})

/** Comments that go along with a number moved one day on. */
export const aCarry = (ids: readonly string[], changed: Partial<Of<'carry'>> = {}): Of<'carry'> => ({
  kind: 'carry',
  actId: randomUUID(),
  siteId: '0431',
  period: '2026-08',
  comments: ids.map((id) => ({
    id,
    from: { lineId: 'valetDaily', period: '2026-08-04' },
    to: { lineId: 'valetDaily', period: '2026-08-05' },
  })),
  ...changed,
})

export const aKept = (changed: Partial<Of<'keep'>> = {}): Of<'keep'> => ({
  kind: 'keep',
  actId: randomUUID(),
  siteId: '0431',
  lineId: 'rate.valetDaily',
  period: '2026-08',
  rule: 'rate-jump',
  value: 6000,
  reason: 'New tariff from August.',
  ...changed,
})

/** How far rows of a month are off their budget, as the API tells it. */
export async function offBudget(api: InjectedApi, siteId: string, period: string): Promise<Map<PlRowCode, number>> {
  type Told = { rows: { code: PlRowCode; months: { amount: number | null }[] }[] }
  const path = `/pl-view/${siteId}/variance/budget?year=${period.slice(0, 4)}`
  const { data } = await api.ask<Told>('GET', path, { as: 'ines' })
  const month = Number(period.slice(5)) - 1
  return new Map(data.rows.map(({ code, months }) => [code, months[month]?.amount ?? 0]))
}

/** Says why for the two rows that a dear account moves. */
export async function explainAll(api: InjectedApi, siteId: string, period: string): Promise<void> {
  const off = await offBudget(api, siteId, period)
  const acts = (['OtherExpense', 'FLC'] as const).map((row) =>
    aReason({ siteId, period, row, explained: (off.get(row) ?? 0).toFixed(2) }),
  )
  await api.ask('POST', '/sync/acts', { as: 'mara', body: { acts } })
}
