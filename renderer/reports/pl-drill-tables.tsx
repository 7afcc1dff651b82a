import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { DrillLine, PlDrill } from '../../shared/contract/pl-drill.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { useApp } from '../store/app-store.ts'
import { formatCents, formatDayLong, formatMonth, formatPlain } from '../text/format.ts'
import { words } from '../text/words.ts'

const decimal = (text: string | null): Decimal | null => (text === null ? null : new Decimal(text))
const cents = (text: string | null): string => formatCents(decimal(text))

/** The days of a month; each opens into its lines. */
export function DrillDays({ drill, open }: { readonly drill: PlDrill; readonly open: (day: string) => void }) {
  const text = words.plView.drill
  return (
    <table data-testid="pl-drill-days">
      <caption>{text.days}</caption>
      <thead>
        <tr>
          <th scope="col">{text.day}</th>
          <th scope="col">{words.plView.basis}</th>
          <th scope="col" className="number">
            {text.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {drill.days
          .filter(({ amount }) => amount !== null)
          .map(({ day, kind, amount }) => (
            <tr key={day}>
              <th scope="row">
                <button type="button" className="link" data-testid={`pl-drill-day-${day}`} onClick={() => open(day)}>
                  {formatDayLong(day)}
                </button>
              </th>
              <td className="basis">{words.plView.kinds[kind]}</td>
              <td className="number">{cents(amount)}</td>
            </tr>
          ))}
        {drill.rest !== null && !new Decimal(drill.rest).toDecimalPlaces(2).isZero() && (
          <tr>
            <th scope="row" title={text.restMore}>
              {text.rest}
            </th>
            <td className="hint">{text.restMore}</td>
            <td className="number">{cents(drill.rest)}</td>
          </tr>
        )}
      </tbody>
      <Total amount={drill.total} columns={2} />
    </table>
  )
}

/** The lines of a day, or of a month without days; each opens into its cells. */
export function DrillLines({ drill, open }: { readonly drill: PlDrill; readonly open: (id: string) => void }) {
  const text = words.plView.drill
  const unit = drill.lines.find((line) => line.unit !== null)?.unit ?? null
  return (
    <table data-testid="pl-drill-lines">
      <caption>{text.lines}</caption>
      <thead>
        <tr>
          <th scope="col">{text.line}</th>
          {unit !== null && (
            <>
              <th scope="col" className="number">
                {text.quantity[unit]}
              </th>
              <th scope="col" className="number">
                {text.rate}
              </th>
            </>
          )}
          <th scope="col" className="number">
            {text.amount}
          </th>
          <th scope="col">{text.way}</th>
        </tr>
      </thead>
      <tbody>
        {drill.lines.map((line) => (
          <LineRow key={line.id} line={line} hasQuantity={unit !== null} open={() => open(line.id)} />
        ))}
      </tbody>
      <Total amount={drill.total} columns={unit === null ? 1 : 3} />
    </table>
  )
}

type LineProps = { readonly line: DrillLine; readonly hasQuantity: boolean; readonly open: () => void }

function LineRow({ line: { id, label, quantity, rate, amount, way }, hasQuantity, open }: LineProps) {
  const count = decimal(quantity)
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" data-testid={`pl-drill-line-${id}`} onClick={open}>
          {label}
        </button>
      </th>
      {hasQuantity && (
        <>
          <td className="number">{count === null ? '' : formatPlain(count)}</td>
          <td className="number">{rate === null ? '' : cents(rate)}</td>
        </>
      )}
      <td className="number">{amount === null ? '' : cents(amount)}</td>
      <td>{words.plView.drill.ways[way]}</td>
    </tr>
  )
}

function Total({ amount, columns }: { readonly amount: string | null; readonly columns: number }) {
  if (amount === null) return null
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={columns}>
          {words.plView.total}
        </th>
        <td className="number" data-testid="pl-drill-total">
          {cents(amount)}
        </td>
      </tr>
    </tfoot>
  )
}

/** Rows that this one is computed from: the same month of theirs. */
export function DrillFollows({ drill, month }: { readonly drill: PlDrill; readonly month: string }) {
  const goTo = useApp((state) => state.goInPl)
  if (drill.follows.length === 0) return null
  return (
    <p className="drill-parts">
      {words.plView.drill.follows}:{' '}
      {drill.follows.map((row) => (
        <button
          key={row}
          type="button"
          className="link"
          data-testid={`pl-drill-row-${row}`}
          onClick={() => goTo({ row, month })}
        >
          {words.plView.drill.openRow(PL_ROWS.find(({ code }) => code === row)?.label ?? row, formatMonth(month))}
        </button>
      ))}
    </p>
  )
}
