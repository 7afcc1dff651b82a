import type { z } from 'zod'
import type { PlMonth, PlRow } from '../../shared/contract/profit-and-loss.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { formatCents, formatMonth, formatPlain } from '../text/format.ts'
import { words } from '../text/words.ts'
import { addAmounts } from './month-variance.ts'

type Props = { readonly row: PlRow; readonly index: number; readonly month: z.infer<typeof PlMonth> }

/** What a month's amount is made of: statistic × rate by category, and a line for what rounding left over. */
export function MonthParts({ row, index, month }: Props) {
  const parts = row.details.flatMap(({ id, label, months }) => {
    const part = months[index]
    return part === undefined || part.value === null ? [] : [{ id, label, ...part }]
  })
  const sum = addAmounts(parts.map(({ value }) => value))
  const leftOver = sum === null || month.value === null ? 0 : month.value - sum
  const name = formatMonth(month.month)
  return (
    <tr className="parts">
      <td colSpan={8} aria-label={words.plView.details(row.label, name)}>
        <table data-testid={`pl-parts-${month.month}`}>
          <caption>{words.plView.details(row.label, name)}</caption>
          <thead>
            <tr>
              <th scope="col">{row.label}</th>
              <th scope="col" className="number">
                {words.plView.statistic}
              </th>
              <th scope="col" className="number">
                {words.plView.rate}
              </th>
              <th scope="col" className="number">
                {words.plView.value}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.id}>
                <th scope="row">{part.label}</th>
                <td className="number">{part.statistic === null ? '' : formatPlain(new Decimal(part.statistic))}</td>
                <td className="number">{part.rate === null ? '' : `× ${formatCents(part.rate)}`}</td>
                <td className="number">{formatCents(part.value)}</td>
              </tr>
            ))}
            {leftOver !== 0 && (
              <tr>
                <th scope="row" colSpan={3}>
                  {words.plView.rounding}
                </th>
                <td className="number">{formatCents(leftOver)}</td>
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {words.plView.partsSum}
              </th>
              <td className="number">{formatCents(month.value)}</td>
            </tr>
          </tfoot>
        </table>
      </td>
    </tr>
  )
}
