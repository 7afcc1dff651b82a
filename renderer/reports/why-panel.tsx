import { type ReactNode, useEffect, useState } from 'react'
import { OTHERS } from '../../shared/calc/why/contributions.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import type { Why } from '../../shared/contract/why.ts'
import { isDay } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import { formatCents, formatDayLong, formatMonth, formatSignedCents } from '../text/format.ts'
import { words } from '../text/words.ts'
import { type AskCausesOf, SiteCauses } from './site-causes.tsx'

/** Asks why a row differs over some months. */
export type AskWhy = (months: readonly string[]) => Promise<Reply<Why | null>>

/** How to get to a day, an account or a site that contributes. */
export type WayTo = (of: Why['contributions']['of'], id: string) => (() => void) | null

type Props = {
  readonly ask: AskWhy
  readonly months: readonly string[]
  readonly title: string
  /** What is compared with, for the heading of its column. */
  readonly against: string
  /** Changes whenever the figure does, so that it is asked again. */
  readonly figure: unknown
  /** The way to what contributes; null where there is none. */
  readonly wayTo: WayTo
  /** What moved at each of several sites. */
  readonly causesOf?: AskCausesOf | undefined
  /** What stands below, of an answer. */
  readonly children?: (why: Why) => ReactNode
}
type Shown = { readonly status: 'asked' } | { readonly why: Why | null } | { readonly error: WireError }

/** A day, month, row or site by name. */
export const contributorName = (id: string): string =>
  isDay(id)
    ? formatDayLong(id)
    : /^\d{4}-\d{2}$/u.test(id)
      ? formatMonth(id)
      : (PL_ROWS.find(({ code }) => code === id)?.label ?? id)

/** Why a figure differs: its causes, and what it comes from; each list adds up to the difference, to the cent (D5). */
export function WhyPanel({ ask, months, title, against, figure, wayTo, causesOf, children }: Props) {
  const [shown, setShown] = useState<Shown>({ status: 'asked' })
  const over = months.join(' ')
  useEffect(() => {
    if (figure === undefined) return undefined
    let isOver = false
    void (async () => {
      const reply = await ask(over.split(' '))
      if (!isOver) setShown(reply.ok ? { why: reply.value } : { error: reply.error })
    })()
    return () => {
      isOver = true
    }
  }, [ask, over, figure])
  return (
    <section className="why" aria-label={title} data-testid="why">
      <h3>{title}</h3>
      {'error' in shown && <p role="alert">{shown.error.message}</p>}
      {'why' in shown &&
        (shown.why === null ? (
          <p className="hint">{words.why.none}</p>
        ) : (
          <Answer why={shown.why} against={against} wayTo={wayTo} causesOf={causesOf} />
        ))}
      {'why' in shown && shown.why !== null && children?.(shown.why)}
    </section>
  )
}

type AnswerProps = { readonly why: Why } & Pick<Props, 'against' | 'wayTo' | 'causesOf'>

function Answer({ why, against, wayTo, causesOf }: AnswerProps) {
  const { amount, causes, contributions } = why
  if (new Decimal(amount).isZero() && causes.length === 0 && contributions.list.length === 0)
    return <p className="hint">{words.why.same}</p>
  return (
    <div className="why-lists">
      {causes.length === 0 ? (
        contributions.of === 'sites' && <p className="hint">{words.why.noCauses}</p>
      ) : (
        <table data-testid="why-causes">
          <caption>{words.why.causes}</caption>
          <tbody>
            {causes.map((cause) => (
              <tr key={cause.id}>
                <th scope="row">
                  {words.why.names[cause.id]} <span className="hint">{words.why.tells[cause.id]}</span>
                </th>
                <td className="number" data-testid={`why-${cause.id}`}>
                  {formatSignedCents(new Decimal(cause.amount))}
                </td>
              </tr>
            ))}
          </tbody>
          <Total amount={amount} columns={1} />
        </table>
      )}
      {contributions.list.length > 0 && (
        <table data-testid="why-contributions">
          <caption>{words.why.contributions[contributions.of]}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{words.why.contributor}</span>
              </th>
              <th scope="col" className="number">
                {words.plView.forecast}
              </th>
              <th scope="col" className="number">
                {against}
              </th>
              <th scope="col" className="number">
                {words.plView.variance}
              </th>
            </tr>
          </thead>
          <tbody>
            {contributions.list.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Name id={one.id} name={nameOf(contributions.of, one)} go={wayTo(contributions.of, one.id)} />
                  {causesOf && contributions.of === 'sites' && one.id !== OTHERS && (
                    <SiteCauses ask={causesOf} siteId={one.id} of={why} />
                  )}
                </th>
                <td className="number">{one.value === null ? '' : formatCents(new Decimal(one.value))}</td>
                <td className="number">{one.baseline === null ? '' : formatCents(new Decimal(one.baseline))}</td>
                <td className="number">{formatSignedCents(new Decimal(one.amount))}</td>
              </tr>
            ))}
          </tbody>
          <Total amount={amount} columns={3} />
        </table>
      )}
    </div>
  )
}

const nameOf = (of: string, { id, label }: { readonly id: string; readonly label: string | null }): string =>
  id === OTHERS ? words.why.others : label === null ? contributorName(id) : of === 'sites' ? `${id} ${label}` : label

function Total({ amount, columns }: { readonly amount: string; readonly columns: number }) {
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={columns}>
          {words.why.total}
        </th>
        <td className="number" data-testid="why-amount">
          {formatSignedCents(new Decimal(amount))}
        </td>
      </tr>
    </tfoot>
  )
}

function Name({ id, name, go }: { readonly id: string; readonly name: string; readonly go: (() => void) | null }) {
  if (go === null) return name
  return (
    <button type="button" className="link" title={words.why.go(name)} data-testid={`why-open-${id}`} onClick={go}>
      {name}
    </button>
  )
}
