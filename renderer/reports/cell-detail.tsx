import { type ReactNode, useEffect, useState } from 'react'
import { sumOf } from '../../shared/calc/day-figures.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { PlCellDetail, PlCellKey, Told } from '../../shared/contract/profit-and-loss.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { formatCents, formatExact, formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import { PlDrillPath } from './pl-drill-path.tsx'
import { partsOf, type ReportCell } from './pl-report.ts'

type Props = {
  readonly bridge: Bridge
  readonly at: PlCellKey
  readonly label: string
  /** As it is shown now: when it moves, the detail is asked for again. */
  readonly cell: ReportCell
  /** What stands before how it came about: why it differs. */
  readonly children?: ReactNode
}
type Shown = { readonly status: 'asked' } | { readonly detail: PlCellDetail } | { readonly error: WireError }

/** How one cell of the P&L came about: its parts, its accounts, and the calculator's own steps (domain.md 9.5). */
export function CellDetailRow({ bridge, at, label, cell, children }: Props) {
  const [shown, setShown] = useState<Shown>({ status: 'asked' })
  const { siteId, year, code, month } = at
  useEffect(() => {
    if (cell.kind === 'empty') return undefined
    let isOver = false
    void (async () => {
      const reply = await ask(bridge, 'profit-and-loss.cell', { siteId, year, code, month })
      if (!isOver) setShown(reply.ok ? { detail: reply.value } : { error: reply.error })
    })()
    return () => {
      isOver = true
    }
  }, [bridge, siteId, year, code, month, cell])
  const title = words.plView.details(label, formatMonth(month))
  return (
    <tr className="parts">
      <td colSpan={8}>
        {children}
        <section aria-label={title} data-testid={`pl-parts-${month}`}>
          <h3>{title}</h3>
          {'error' in shown && <p role="alert">{shown.error.message}</p>}
          {'detail' in shown && (
            <>
              {shown.detail.told.remark !== null && <p className="hint">{shown.detail.told.remark}</p>}
              <Parts told={shown.detail.told} />
              <Accounts accounts={shown.detail.accounts} />
              <Steps steps={shown.detail.told.steps} />
            </>
          )}
        </section>
        {'detail' in shown && (
          <PlDrillPath bridge={bridge} at={at} label={label} parts={partsOf(shown.detail.told.parts)} cell={cell} />
        )}
      </td>
    </tr>
  )
}

const decimal = (text: string | null): Decimal | null => (text === null ? null : new Decimal(text))
const toCent = (value: Decimal | null): Decimal | null => value && value.toDecimalPlaces(2)

function Parts({ told }: { readonly told: Told }) {
  const parts = partsOf(told.parts).filter(({ value }) => value !== null)
  if (parts.length === 0) return null
  const total = toCent(decimal(told.total))
  const sum = sumOf(parts.map(({ value }) => toCent(value)))
  const rounding = total && sum && total.minus(sum)
  return (
    <table>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <th scope="row">{part.label}</th>
            <td className="number">{formatCents(part.value)}</td>
          </tr>
        ))}
        {/* More than a few cents is no rounding: a cap or a minimum, which the remark above tells. */}
        {rounding && !rounding.isZero() && rounding.abs().lt(1) && (
          <tr>
            <th scope="row">{words.plView.rounding}</th>
            <td className="number">{formatCents(rounding)}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.plView.total}</th>
          <td className="number">{formatCents(total)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function Accounts({ accounts }: { readonly accounts: PlCellDetail['accounts'] }) {
  if (accounts.length === 0) return null
  const cents = (text: string | null) => formatCents(decimal(text))
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.plView.account}</th>
          <th scope="col" className="number">
            {words.plView.forecast}
          </th>
          <th scope="col" className="number">
            {words.plView.budget}
          </th>
          <th scope="col" className="number">
            {words.plView.kinds.actual}
          </th>
          <th scope="col" className="number">
            {words.plView.used}
          </th>
          <th scope="col">{words.plView.origin}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ account, title, forecast, budget, actual, used, from }) => (
          <tr key={account}>
            <th scope="row">{`${account} ${title}`}</th>
            <td className="number">{cents(forecast)}</td>
            <td className="number">{cents(budget)}</td>
            <td className="number">{cents(actual)}</td>
            <td className="number strong">{cents(used)}</td>
            <td>{from && words.plView.from[from]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function figure(value: string | null, unit: Told['steps'][number]['given'][number]['unit']): string {
  if (unit === 'text') return value ?? '–'
  return formatExact(decimal(value), { unit: unit === 'hours' ? 'count' : unit === 'rate' ? 'money' : unit })
}

function Steps({ steps }: Pick<Told, 'steps'>) {
  if (steps.length === 0) return null
  return (
    <ol className="steps">
      {steps.map((step, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have no names of their own and never move
        <li key={i}>
          <strong>{step.label}</strong> = {figure(step.value, step.unit)}{' '}
          <span className="hint">
            {step.given
              .map(({ name, value, unit, origin }) => `${name} ${figure(value, unit)} (${origin})`)
              .join(' · ')}{' '}
            {words.plView.rule(step.rule)}
          </span>
        </li>
      ))}
    </ol>
  )
}
