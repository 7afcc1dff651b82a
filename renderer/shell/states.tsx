import type { WireError } from '../../shared/core/errors.ts'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

type Props = { readonly title: string; readonly children: React.ReactNode; readonly testId: string }

/** A designed place for "nothing to show here": what it is and what to do. */
export function StatePage({ title, children, testId }: Props) {
  return (
    <section className="state-page" data-testid={testId} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

export function NoSites() {
  const syncNow = useCommand('sync-now')
  const offline = useApp((state) => state.sync.state !== 'idle' && state.sync.lastSyncedAt === null)
  return (
    <StatePage title={words.sites.none} testId="state-empty">
      <p>{offline ? words.sites.noneOffline : words.sites.noneMore}</p>
      <button type="button" className="primary" onClick={syncNow}>
        {words.sync.now}
      </button>
    </StatePage>
  )
}

export function SitesFailed({ error }: { readonly error: WireError }) {
  const readSites = useApp((state) => state.readSites)
  return <Failed error={error} again={() => void readSites()} />
}

/** An answer that did not come: no access, or something to try again. */
export function Failed({ error, again }: { readonly error: WireError; readonly again: () => void }) {
  const noAccess = ['INSUFFICIENT_PERMISSIONS', 'SCOPE_REVOKED', 'SITE_NOT_FOUND'].includes(error.code)
  return (
    <StatePage
      title={noAccess ? words.states.noAccess : words.states.failed}
      testId={noAccess ? 'state-no-access' : 'state-error'}
    >
      <p role="alert">{error.message}</p>
      {noAccess && <p>{words.states.noAccessMore}</p>}
      <button type="button" onClick={again}>
        {words.states.again}
      </button>
    </StatePage>
  )
}

export function NotLoaded() {
  const sync = useApp((state) => state.sync)
  const syncNow = useCommand('sync-now')
  return (
    <StatePage title={words.states.notLoaded} testId="state-not-loaded">
      <p>{words.states.notLoadedMore}</p>
      <p>{words.sync.explain(sync)}</p>
      <button type="button" className="primary" onClick={syncNow} disabled={sync.state === 'syncing'}>
        {words.sync.now}
      </button>
    </StatePage>
  )
}

/** Grey rows in the shape of what is coming. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <output className="loading" aria-label={label} data-testid="state-loading">
      <span>{label}</span>
      {Array.from({ length: 12 }, (_, i) => (
        <span key={i} className="skeleton" aria-hidden="true" />
      ))}
    </output>
  )
}
