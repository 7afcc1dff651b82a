import { useCallback, useMemo } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import { OTHERS } from '../../shared/calc/why/contributions.ts'
import { accountLineId, ENTERED_EXPENSE_ACCOUNTS } from '../../shared/categories/ledger-accounts.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import type { Causes, Why } from '../../shared/contract/why.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import { tabOf } from '../categories/tab-of.ts'
import { useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import { type PlBaseline } from './pl-baseline.ts'
import { contributorName, type WayTo, WhyPanel } from './why-panel.tsx'
import { WhyReason } from './why-reason.tsx'
import { draftedSentence } from './why-sentence.ts'

/** Where a drill goes on inside the P&L: a row, a month of it, or both. */
export type PlWay = (to: { readonly row?: PlRowCode; readonly month?: string }) => void

type Question = { readonly code: PlRowCode; readonly months: string[]; readonly baseline: PlBaseline }
/** Asks the laptop why a row differs over some months. */
export type AskRowWhy = (question: Question) => Promise<Reply<Why | null>>
/** Asks it what moved at one of several sites. */
export type AskSiteCauses = (question: Question & { readonly siteId: string }) => Promise<Reply<Causes | null>>

type Props = {
  /** Null where no reason is given: of several sites. */
  readonly bridge: Bridge | null
  readonly siteId: string | null
  readonly ask: AskRowWhy
  /** Of several sites. */
  readonly askSite: AskSiteCauses | undefined
  readonly code: PlRowCode
  readonly label: string
  readonly baseline: PlBaseline
  readonly months: readonly string[]
  /** As it is shown now. */
  readonly figure: unknown
  /** To a month of the row, or to another row of it: both stay in the P&L. */
  readonly way: PlWay
}

/** Why one row differs in one month or over the year, with the sentence drafted from it. */
export function RowWhy({ bridge, siteId, ask, askSite, code, label, baseline, months, figure, way }: Props) {
  const asked = useCallback(
    (over: readonly string[]) => ask({ code, months: [...over], baseline }),
    [ask, code, baseline],
  )
  const over = months.join(' ')
  const causesOf = useMemo(
    () => askSite && ((one: string) => askSite({ siteId: one, code, months: over.split(' '), baseline })),
    [askSite, code, over, baseline],
  )
  const wayTo = useWayTo(siteId, code, months, way)
  const [month] = months
  const span = months.length === 1 && month !== undefined ? formatMonth(month) : (month ?? '').slice(0, 4)
  const against = words.plView.bridgeFrom[baseline]
  return (
    <WhyPanel
      ask={asked}
      months={months}
      title={words.why.title(label, span, against.toLowerCase())}
      against={against}
      figure={figure}
      wayTo={wayTo}
      causesOf={causesOf}
    >
      {(why) => {
        const sentence = draftedSentence(why, { label, months: span, baseline: against }, contributorName)
        const takesReason = bridge !== null && siteId !== null && baseline === 'budget' && months.length === 1
        return takesReason && month !== undefined ? (
          <WhyReason bridge={bridge} siteId={siteId} month={month} row={code} why={why} sentence={sentence} />
        ) : (
          <p className="why-sentence">{sentence}</p>
        )
      }}
    </WhyPanel>
  )
}

/** To the cell in its grid, or to the site (grid-and-pnl.md D5). */
function useWayTo(siteId: string | null, code: PlRowCode, months: readonly string[], way: PlWay): WayTo {
  const visit = useApp((state) => state.visit)
  const prefer = useApp((state) => state.prefer)
  const requestFocus = useApp((state) => state.requestFocus)
  return (of, id) => {
    if (id === OTHERS) return null
    if (of === 'sites')
      return () => {
        prefer({ plLevel: 'site' })
        visit({ siteId: id })
      }
    const [month] = months
    if (of === 'months') return () => way({ month: id })
    const row = of === 'rows' ? PL_ROWS.find((one) => one.code === id)?.code : undefined
    if (row !== undefined) return () => way({ row, ...(months.length === 1 && month !== undefined && { month }) })
    if (siteId === null || month === undefined) return null
    if (of === 'days' && code === 'Payroll') return () => visit({ siteId, month, tab: 'payroll' })
    const cell =
      of === 'days'
        ? { lineId: 'externalRevenue', period: id }
        : of === 'accounts' && ENTERED_EXPENSE_ACCOUNTS.some(({ account }) => account === id)
          ? { lineId: accountLineId(id), period: month }
          : null
    return (
      cell &&
      (() => {
        visit({ siteId, month, tab: tabOf(cell.lineId) })
        requestFocus(cell)
      })
    )
  }
}
