import type { MonthState } from '../../shared/contract/review-sheet.ts'
import type { SiteSummary } from '../../shared/contract/ipc.ts'
import { useCommand } from '../commands/use-commands.ts'
import { ReviewLinks } from './review-links.tsx'
import { TONES } from '../review/state-badge.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** How a site stands, worst first. */
function stateOf({ conflicts, rejected, waiting }: SiteSummary): { text: string; tone: 'bad' | 'wait' | 'good' } {
  if (conflicts > 0) return { text: words.sites.conflicts(conflicts), tone: 'bad' }
  if (rejected > 0) return { text: words.sites.rejected(rejected), tone: 'bad' }
  if (waiting > 0) return { text: words.sites.waiting(waiting), tone: 'wait' }
  return { text: words.sites.upToDate, tone: 'good' }
}

/** How the open month of a site stands on its way to being accepted. */
function MonthStateLine({ month: { siteId, state, isWaiting, cells } }: { readonly month: MonthState }) {
  return (
    <span className="site-state month-state" data-tone={TONES[state]} data-testid={`month-state-${siteId}`}>
      {words.review.inList(state, cells, isWaiting)}
    </span>
  )
}

/** The sites of the person, and what works with data. */
export function SiteList() {
  const sites = useApp((state) => state.sites)
  const openSite = useApp((state) => state.preferences.siteId)
  const openMonth = useApp((state) => state.preferences.month)
  const states = useApp((state) => state.monthStates).filter(({ month }) => month === openMonth)
  const visit = useApp((state) => state.visit)
  const showPanel = useApp((state) => state.showPanel)
  const readQueue = useApp((state) => state.readQueue)
  const exportMonth = useCommand('export')
  const exporting = useApp((state) => state.exporting !== null)
  const hasSites = sites.status === 'ready' && sites.list.length > 0
  return (
    <nav className="sidebar" aria-label={words.sites.show} data-region="sites">
      <h2>{words.sites.heading}</h2>
      {sites.status === 'loading' && <output>{words.sites.loading}</output>}
      {sites.status === 'ready' && sites.list.length === 0 && <p>{words.sites.none}</p>}
      <ul>
        {sites.status === 'ready' &&
          sites.list.map((summary) => {
            const { siteId, name } = summary.site
            const { text, tone } = stateOf(summary)
            const month = states.find((one) => one.siteId === siteId)
            return (
              <li key={siteId}>
                <button
                  type="button"
                  data-testid={`site-${siteId}`}
                  aria-current={siteId === openSite ? 'true' : undefined}
                  title={`${siteId} ${name}`}
                  onClick={({ detail, currentTarget }) => {
                    visit({ siteId })
                    if (detail > 0) currentTarget.blur() // clicked: the keyboard goes into the sheet
                  }}
                >
                  <span className="site-title">
                    {siteId} {name}
                  </span>
                  {month !== undefined && <MonthStateLine month={month} />}
                  <span className="site-state" data-tone={tone}>
                    {text}
                  </span>
                  {summary.newComments > 0 && (
                    <span className="site-state" data-tone="wait" data-testid={`new-comments-${siteId}`}>
                      {words.comments.newOnes(summary.newComments)}
                    </span>
                  )}
                </button>
              </li>
            )
          })}
      </ul>
      <ReviewLinks />
      <h2>{words.sites.data}</h2>
      <ul>
        <li>
          <button type="button" data-testid="export" disabled={!hasSites || exporting} onClick={exportMonth}>
            <span className="site-title">{exporting ? words.toolbar.exporting : words.sites.export}</span>
          </button>
        </li>
        <li>
          <button
            type="button"
            data-testid="open-sync"
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => {
              showPanel('sync')
              void readQueue()
            }}
          >
            <span className="site-title">{words.sites.sync}</span>
          </button>
        </li>
      </ul>
    </nav>
  )
}
