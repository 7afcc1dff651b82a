import { useEffect, useState } from 'react'
import { STATES, type SubmissionState } from '../../shared/contract/workflow.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { FilterBar } from '../filters/filter-bar.tsx'
import { useFilter } from '../filters/use-filter.ts'
import { Failed, Loading } from '../shell/states.tsx'
import { useApp } from '../store/app-store.ts'
import { formatDollars, formatMoment, formatMonth, formatSignedDollars } from '../text/format.ts'
import { words } from '../text/words.ts'
import { rowLabel } from './open-steps.tsx'
import { type Exception, exceptionsOf, type QueueSite, unexplainedOf } from './queue-lines.ts'
import { TONES } from './state-badge.tsx'

const MOST_EXCEPTIONS = 30

/** The month at every site a reviewer looks after, those first that need a look most (grid-and-pnl.md D4). */
export function QueuePage() {
  const month = useApp((state) => state.preferences.month)
  const shown = useApp((state) => state.reviewQueue)
  const open = useApp((state) => state.openReviewQueue)
  const { left, isOn } = useFilter()
  const [filter, setFilter] = useState<SubmissionState | 'all'>('all')
  useEffect(() => {
    if (month !== null) void open(month)
  }, [open, month])
  if (shown.status === 'closed' || shown.status === 'opening') return <Loading label={words.review.loading} />
  if (shown.status === 'failed') return <Failed error={shown.error} again={() => void open(shown.key)} />
  const passing = new Set(left.map(({ siteId }) => siteId))
  const all = shown.answer.sites.filter(({ siteId }) => passing.has(siteId))
  const sites = all.filter(({ state }) => filter === 'all' || state === filter)
  const { rows, dollars } = unexplainedOf(sites)
  const title = words.review.queueTitle(formatMonth(shown.answer.month))
  return (
    <section className="page review" aria-label={title} data-testid="queue-page">
      <header className="review-head">
        <h2>{title}</h2>
        <span className="hint" data-testid="queue-sum">
          {words.review.queueSum(sites.length, rows, formatDollars(dollars))}
        </span>
      </header>
      <FilterBar />
      <fieldset className="segments">
        <legend>{words.review.filter}</legend>
        {(['all', ...STATES] as const).map((state) => {
          const count = state === 'all' ? all.length : all.filter((site) => site.state === state).length
          return (
            <button
              key={state}
              type="button"
              aria-pressed={filter === state}
              data-testid={`queue-${state}`}
              onClick={() => setFilter(state)}
            >
              {state === 'all' ? words.review.all : words.review.states[state]} ({count})
            </button>
          )
        })}
      </fieldset>
      {sites.length === 0 ? (
        <p>{isOn && all.length === 0 ? words.filters.none : words.review.emptyQueue}</p>
      ) : (
        <Sites sites={sites} />
      )}
      <Exceptions exceptions={exceptionsOf(sites)} />
    </section>
  )
}

/** Opens the review of a site. */
function useOpenSite(): (siteId: string) => void {
  const visit = useApp((state) => state.visit)
  const showReview = useApp((state) => state.showReview)
  return (siteId) => {
    visit({ siteId })
    showReview('checklist')
  }
}

function Sites({ sites }: { readonly sites: readonly QueueSite[] }) {
  const open = useOpenSite()
  return (
    <div className="report-table" data-testid="queue-sites">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.review.site}</th>
            <th scope="col">{words.review.state}</th>
            <th scope="col" className="number">
              {words.review.forecast}
            </th>
            <th scope="col" className="number wide-only">
              {words.review.budget}
            </th>
            <th scope="col" className="number">
              {words.review.variance}
            </th>
            <th scope="col">{words.review.unexplained}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <tr key={site.siteId} data-testid={`queue-site-${site.siteId}`}>
              <th scope="row">
                <button type="button" className="line-name" onClick={() => open(site.siteId)}>
                  {site.siteId} {site.name}
                </button>
              </th>
              <td>
                <SiteState site={site} />
              </td>
              <td className="number strong">{dollarsOf(site.flc)}</td>
              <td className="number wide-only">{dollarsOf(site.budget)}</td>
              <td className="number">
                {site.flc !== null && site.budget !== null
                  ? formatSignedDollars(new Decimal(site.flc).minus(site.budget))
                  : '–'}
              </td>
              <td>{unexplainedText(site)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const dollarsOf = (text: string | null): string => formatDollars(text === null ? null : new Decimal(text))

function unexplainedText(site: QueueSite): string {
  const { rows, dollars } = unexplainedOf([site])
  return rows === 0 ? words.review.none : words.review.rowsAndDollars(rows, formatDollars(dollars))
}

function SiteState({ site }: { readonly site: QueueSite }) {
  const { loaded, error, state, hasForecast, isWaiting, isRefused, by, at } = site
  if (!loaded) return <span className="hint">{words.review.notLoaded}</span>
  const draft = hasForecast ? words.review.started : words.review.untouched
  return (
    <>
      <span className="state-badge" data-tone={error === null ? TONES[state] : 'bad'} title={error ?? undefined}>
        {error !== null ? words.plView.siteStates.error(error) : state === 'draft' ? draft : words.review.states[state]}
        {isWaiting && ` · ${words.review.waits}`}
        {isRefused && ` · ${words.review.refused}`}
      </span>
      {by !== null && at !== null && state !== 'draft' && (
        <span className="hint wide-only">
          {' '}
          {by}, {formatMoment(at)}
        </span>
      )}
    </>
  )
}

/** The rows of all these sites that are far from their budget, by impact. */
function Exceptions({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  const open = useOpenSite()
  return (
    <section className="review-part" aria-label={words.review.exceptions} data-testid="exceptions">
      <h3>{words.review.exceptions}</h3>
      {exceptions.length === 0 && <p>{words.review.noExceptions}</p>}
      <ol className="exceptions">
        {exceptions.slice(0, MOST_EXCEPTIONS).map(({ site, row }) => (
          <li key={`${site.siteId}|${row.row}`}>
            <button type="button" className="link" onClick={() => open(site.siteId)}>
              {site.siteId} {site.name}
            </button>
            <span>{rowLabel(row.row)}</span>
            <span className="figures" data-verdict={row.verdict}>
              {formatSignedDollars(new Decimal(row.amount))} {words.plView.verdicts[row.verdict]}
            </span>
            <span className="state-badge" data-tone={row.state === 'given' ? 'good' : 'bad'}>
              {words.review.reasonState[row.state]}
            </span>
          </li>
        ))}
      </ol>
      {exceptions.length > MOST_EXCEPTIONS && (
        <p className="hint">{words.paste.more(exceptions.length - MOST_EXCEPTIONS)}</p>
      )}
    </section>
  )
}
