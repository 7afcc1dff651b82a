import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { PlKey, ProfitAndLoss, Rollup, UsualMonth } from '../../shared/contract/profit-and-loss.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { Loading } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { formatDayLong, formatMoment, formatMonth, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'
import { PlLinesTable } from './pl-lines-table.tsx'
import { isRecord, type PlBaseline, recordFor, withRecord } from './pl-baseline.ts'
import { plLines } from './pl-lines.ts'
import { monthsIn } from '../../shared/calc/profit-and-loss/months-in.ts'
import { reportOf } from './pl-report.ts'
import { Surprises } from './usual-range.tsx'
import { PlToolbar } from './pl-toolbar.tsx'
import type { AskRowWhy, AskSiteCauses } from './row-why.tsx'
import { RowMonthsTable } from './row-months-table.tsx'

// The chart library is a third of the window's code; it is read when the first chart is looked at.
const Charts = lazy(async () => ({ default: (await import('./charts.tsx')).Charts }))

type Props = {
  /** For the detail of a cell; null where a cell has none of its own. */
  readonly bridge: Bridge | null
  /** Asks why a row differs. */
  readonly askWhy: AskRowWhy
  /** Asks what moved at one of several sites. */
  readonly askSite?: AskSiteCauses
  readonly name: string
  readonly at: Pick<PlKey, 'year'> & Partial<PlKey>
  readonly rows: ProfitAndLoss['rows']
  /** Forecasts of record it can be compared with. */
  readonly records: Pick<ProfitAndLoss, 'record' | 'priorRecord'>
  readonly openMonth: Month
  /** Today in the business time zone, for the stamp of a print. */
  readonly today: string
  /** What a reader has to know before trusting the figures. */
  readonly notes: readonly string[]
  /** What the site's own days lead one to expect; several sites have none. */
  readonly usual?: readonly UsualMonth[]
  /** The sites behind it, where they are several. */
  readonly rollup?: Rollup
  /** What stands between lines and pictures. */
  readonly children?: (months: readonly Month[], baseline: PlBaseline) => ReactNode
}

/** A P&L of a site or of several: its lines over a period, a picture of them, and one row by month. */
export function ReportView({
  bridge,
  askWhy,
  askSite,
  name,
  at,
  rows,
  records,
  openMonth,
  today,
  notes,
  usual,
  rollup,
  children,
}: Props) {
  const { plPeriod, plBaseline: preferred } = useApp((state) => state.preferences)
  const frozen = recordFor(records, preferred)
  // A baseline that is not there, at this site or year, is the budget until it is.
  const plBaseline = isRecord(preferred) && frozen === null ? 'budget' : preferred
  const chosen = useApp((state) => state.plPlace.row)
  const goTo = useApp((state) => state.goInPl)
  const choose = (row: PlRowCode) => goTo({ row })
  const { year } = at
  const report = useMemo(
    () => reportOf({ year, rows: withRecord(rows, plBaseline, frozen) }),
    [year, rows, plBaseline, frozen],
  )
  const isDecember = openMonth.endsWith('-12')
  const period = plPeriod === 'rest' && isDecember ? 'month' : plPeriod
  const { months, lines } = useMemo(() => {
    const counted = monthsIn(period, report.months, openMonth)
    return { months: counted, lines: plLines(report, counted, plBaseline) }
  }, [report, period, openMonth, plBaseline])
  const span = spanOf(months, year)
  const title = words.plView.title(name, span)
  const leftOut = lines.find(({ code }) => code === 'FLC')?.leftOut ?? []
  return (
    <>
      <PlToolbar
        isDecember={isDecember}
        missing={{
          ...(records.record === null && { record: words.plView.noRecord }),
          ...(records.priorRecord === null && { 'prior-record': words.plView.noPriorRecord }),
        }}
      />
      <h2 data-print-name={words.plView.printName(name, span)}>{title}</h2>
      <PrintStamp today={today} baseline={plBaseline} />
      {isRecord(plBaseline) && frozen !== null && (
        <p className="hint" data-testid="pl-record">
          {words.plView.recordOf(frozen.name, formatMoment(frozen.at))}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="banner" role="note" data-testid="pl-note">
          {note}
        </p>
      ))}
      <PlLinesTable lines={lines} baseline={plBaseline} title={title} chosen={chosen} choose={choose} />
      {leftOut.length > 0 && <p className="hint">{words.plView.leftOut(leftOut.map(formatMonth).join(', '))}</p>}
      {usual !== undefined && <Surprises usual={usual} months={months} />}
      {children?.(months, plBaseline)}
      <Suspense fallback={<Loading label={words.states.loadingSheet} />}>
        <Charts
          report={report}
          lines={lines}
          chosen={chosen}
          year={year}
          span={span}
          baseline={plBaseline}
          choose={choose}
          rollup={rollup ?? null}
          counted={months}
        />
      </Suspense>
      <RowMonthsTable
        key={chosen}
        bridge={bridge}
        askWhy={askWhy}
        askSite={askSite}
        report={report}
        at={at}
        code={chosen}
        baseline={plBaseline}
        openMonth={openMonth}
        usual={(usual ?? []).filter(({ code }) => code === chosen)}
      />
    </>
  )
}

/** What a printed page says of itself; the screen says it elsewhere. */
function PrintStamp({ today, baseline }: { readonly today: string; readonly baseline: PlBaseline }) {
  const waiting = useApp((state) => state.sync.waiting)
  const against = words.plView.bridgeFrom[baseline].toLowerCase()
  return (
    <p className="print-only">
      {words.plView.stamp(`${formatDayLong(today)}, ${today.slice(0, 4)}`, against)}
      {waiting > 0 && words.plView.stampUnsent(waiting)}
    </p>
  )
}

/** `April 2026`, `Apr–Jun 2026`, `2026`. */
function spanOf(months: readonly Month[], year: number): string {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined || months.length === 12) return String(year)
  return first === last ? formatMonth(first) : `${formatMonthShort(first)}–${formatMonthShort(last)} ${year}`
}
