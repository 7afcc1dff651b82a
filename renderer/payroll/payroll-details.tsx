import { sumOf } from '../../shared/calc/day-figures.ts'
import { payrollToBudget } from '../../shared/calc/payroll/payroll-variance.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { placeKey } from '../categories/shown-sheet.ts'
import { CellComments } from '../comments/cell-comments.tsx'
import { useCommand } from '../commands/use-commands.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { CellHistory } from '../shell/cell-history.tsx'
import { Fact, HowComputed, InspectorHead, MarkNote } from '../shell/inspector-parts.tsx'
import { SumDetails, SumEntry } from '../shell/sum-details.tsx'
import { TypedAs } from '../shell/typed-as.tsx'
import { useApp } from '../store/app-store.ts'
import { formatExact, formatSignedPercent } from '../text/format.ts'
import { words } from '../text/words.ts'
import { explainPayroll } from './explain-payroll.ts'
import { unitOf } from './payroll-columns.ts'
import { codeDaysOf, figureOf, originOf, pairSum } from './payroll-figures.ts'
import { lastYearOf, type PayrollModel } from './payroll-model.ts'
import { payrollObstacle, placeOfCell, type PayrollSpan, spanOf } from './payroll-places.ts'
import { columnSum, payrollSum } from './payroll-sum.ts'
import { lineOfColumn, type PayrollColumn, payrollColumns, type PayrollView, payrollView } from './payroll-view.ts'
import { payrollAt } from './use-payroll.ts'

/** Everything about the active cell of Payroll: where its number comes from, what it stands beside, who typed it. */
export function PayrollDetails({ bridge }: { readonly bridge: Bridge }) {
  const model = useApp((state) => payrollAt(state, state.focusSpot?.rowId))
  const spot = useApp((state) => state.focusSpot)
  const preferences = useApp((state) => state.preferences)
  const openGrid = useApp((state) => state.openGrid)
  const hide = useCommand('toggle-inspector')
  const grid = openGrid?.() ?? null
  const view = model && payrollView(model, preferences)
  const column = model && view && payrollColumns(model, view.mode).find(({ id }) => id === spot?.columnId)
  const span = model && spot && spanOf(model, spot.rowId)
  const isShown = grid !== null && spot !== null && !(column && span)
  const sum = isShown ? payrollSum(model, { metric: preferences.payrollMetric }, span ?? null, grid, spot) : null
  return (
    <aside className="inspector" aria-label={words.inspector.title} data-region="inspector" data-testid="inspector">
      {model && view && column && span ? (
        <>
          <InspectorHead title={`${column.label} · ${span.title}`} hide={hide} />
          <CellDetails bridge={bridge} model={model} view={view} column={column} span={span} grid={grid} />
        </>
      ) : sum !== null ? (
        <SumDetails facts={sum} hide={hide} />
      ) : (
        <>
          <InspectorHead title={words.inspector.title} hide={hide} />
          <p className="hint">{words.inspector.none}</p>
        </>
      )}
    </aside>
  )
}

type Props = {
  readonly bridge: Bridge
  readonly model: PayrollModel
  readonly view: PayrollView
  readonly column: PayrollColumn
  readonly span: PayrollSpan
  /** The grid it stands in; null while that is being opened. */
  readonly grid: GridSheet | null
}

function CellDetails({ bridge, model, view, column, span, grid }: Props) {
  const { metric } = view
  const part = { jobs: column.jobs, days: span.days }
  const show = (value: Decimal | null) => formatExact(value, { unit: unitOf(metric) })
  const obstacle = payrollObstacle(model, view, column, span)
  const place = span.kind === 'day' ? placeOfCell(view, column, span.days[0] ?? '') : null
  const mark = place && model.shown.marks.get(placeKey(place))
  const steps = explainPayroll(model, part, metric)
  const isSum = span.kind !== 'day' && metric !== 'revenue' && grid !== null
  const sum = isSum ? columnSum(model, view, column, span, grid) : null
  return (
    <>
      <p className="hint" data-testid={sum ? 'sum-made' : undefined}>
        {sum?.made ?? originWords(model, view, column, span)}
      </p>
      <dl className="facts">
        <Fact name={words.payroll.metrics[metric]} value={show(figureOf(model, part, metric))} strong />
        {(metric === 'hours' || metric === 'cost') && <References model={model} part={part} metric={metric} />}
      </dl>
      {place !== null && <TypedAs place={place} />}
      {mark && metric !== 'revenue' && <MarkNote mark={mark} line={lineOfColumn(column, metric)} />}
      {sum !== null && sum.entry !== null && <SumEntry entry={sum.entry} lock={null} />}
      {obstacle !== null && (sum === null || sum.entry === null) && (
        <div className="note" data-testid="lock-reason">
          {!obstacle.isComputed && <strong>{words.inspector.locked}</strong>}
          <p>{obstacle.words}</p>
        </div>
      )}
      <HowComputed steps={steps} />
      {span.kind === 'day' && column.jobs.length > 1 && <p className="hint">{words.payroll.inspector.byCode}</p>}
      {place !== null && <CellComments siteId={model.shown.sheet.site.siteId} {...place} />}
      {place !== null && !column.isSalaried && (
        <CellHistory
          bridge={bridge}
          siteId={model.shown.sheet.site.siteId}
          {...place}
          name={words.payroll.of(column.label, span.title)}
          since={model.shown.base}
          mayRestore={obstacle === null}
        />
      )}
    </>
  )
}

type Part = Parameters<typeof figureOf>[1]

/** What the value stands beside: the schedule, what was worked, the budget, and the year before. */
function References({
  model,
  part,
  metric,
}: {
  readonly model: PayrollModel
  readonly part: Part
  readonly metric: 'hours' | 'cost'
}) {
  const show = (value: Decimal | null) => formatExact(value, { unit: unitOf(metric) })
  const codes = codeDaysOf(model, part)
  const of = (scenario: 'scheduled' | 'actual' | 'budget') => pairSum(codes, (one) => one[scenario])[metric]
  const budget = of('budget')
  const against = payrollToBudget(figureOf(model, part, metric), budget)
  const hourly = part.jobs.filter((job) => job.annualSalary === null || metric === 'cost')
  const lastYear = sumOf(hourly.flatMap(({ code }) => part.days.map((day) => lastYearOf(model, code, day)[metric])))
  const rate = figureOf(model, part, 'rate')
  return (
    <>
      <Fact name={words.payroll.inspector.scheduled} value={show(of('scheduled'))} />
      <Fact name={words.payroll.inspector.actual} value={show(of('actual'))} />
      <Fact name={words.inspector.budget} value={show(budget)} />
      {against?.percent && against.band && (
        <Fact
          name={words.inspector.versusBudget}
          value={words.payroll.against(formatSignedPercent(against.percent), against.band, against.verdict)}
        />
      )}
      <Fact name={words.inspector.lastYear} value={show(lastYear)} />
      {rate !== null && <Fact name={words.payroll.inspector.rate} value={formatExact(rate, { unit: 'money' })} />}
    </>
  )
}

function originWords(model: PayrollModel, { metric }: PayrollView, column: PayrollColumn, span: PayrollSpan): string {
  const { origins } = words.payroll
  if (metric === 'revenue') return origins.contract
  const codes = codeDaysOf(model, { jobs: column.jobs, days: span.days })
  if (metric === 'rate' && !column.isSalaried) {
    if (span.kind !== 'day') return origins.average
    const [one] = codes
    if (one?.value.origin === 'actual') return origins.average
    return one?.value.isRateTyped === true ? words.payroll.explain.rateTyped : origins.rate
  }
  return span.kind === 'day' ? origins[originOf(codes)] : origins.sum
}
