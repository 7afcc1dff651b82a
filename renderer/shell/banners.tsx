import { ExportBanner } from './export-banner.tsx'
import { PrintBanner } from './print-banner.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** What a person must know wherever they are: storage down, sign-in ended, numbers that were not saved. */
export function Banners({ expired }: { readonly expired: boolean }) {
  const service = useApp((state) => state.service)
  const signIn = useApp((state) => state.signIn)
  const session = useApp((state) => state.session)
  const waiting = useApp((state) => state.sync.waiting)
  // The server may refuse a sign-in that this laptop still takes to be good.
  const isRefused = useApp((state) => state.sync.state === 'needs-sign-in')
  const reason = session.status === 'needs-sign-in' ? session.error?.message : undefined
  return (
    <>
      {service.state === 'restarting' && (
        <output className="banner" data-tone="wait" data-testid="service-restarting">
          {words.states.restarting}
        </output>
      )}
      {service.state === 'stopped' && (
        <p className="banner" data-tone="bad" role="alert" data-testid="service-stopped">
          {words.states.stopped} {service.error?.message}
        </p>
      )}
      {(expired || isRefused) && (
        <div className="banner" data-tone="wait" data-testid="needs-sign-in">
          <output>
            {words.signIn.expired} {reason} {waiting > 0 && words.sync.safeHere(waiting)}
          </output>
          <button type="button" data-testid="sign-in-again" onClick={() => void signIn()}>
            {words.signIn.retry}
          </button>
        </div>
      )}
      <ExportBanner />
      <PrintBanner />
      <TooOld />
      <NetworkBlocked />
      <WrongClock />
      <MassRemovals />
      <RefusedGestures />
    </>
  )
}

/** This Frontline may not go on, here or at the server: what is not sent yet can be taken along (sync.md 3.10). */
function TooOld() {
  const error = useApp((state) => state.sync.error)
  const exportUnsent = useApp((state) => state.exportUnsent)
  if (error?.code !== 'CLIENT_TOO_OLD') return null
  return (
    <div className="banner" data-tone="bad" role="alert" data-testid="too-old">
      <span>{error.message}</span>
      <button type="button" data-testid="export-unsent" onClick={() => void exportUnsent()}>
        {words.unsent.export}
      </button>
    </div>
  )
}

/** A hotel's page answers in the server's place: what the person has to do about it is in a browser. */
function NetworkBlocked() {
  const isBlocked = useApp((state) => state.sync.state === 'blocked')
  const error = useApp((state) => state.sync.error)
  const syncNow = useApp((state) => state.syncNow)
  if (!isBlocked) return null
  return (
    <div className="banner" data-tone="wait" data-testid="network-blocked">
      <output>{error?.message ?? words.sync.state.blocked}</output>
      <button type="button" onClick={() => void syncNow()}>
        {words.sync.tryAgain}
      </button>
    </div>
  )
}

/** Nothing depends on this computer's clock but signing in and TLS; both stop without saying why (sync.md 3.9). */
function WrongClock() {
  const minutes = useApp((state) => state.sync.clockMinutes)
  if (minutes === 0) return null
  return (
    <output className="banner" data-tone="wait" data-testid="wrong-clock">
      {words.sync.clock(minutes)}
    </output>
  )
}

/** What the server wants removed and is too much to be believed: it stays until the person decides (sync.md 3.5). */
function MassRemovals() {
  const removals = useApp((state) => state.sync.removals)
  const sites = useApp((state) => state.sites)
  const decideRemoval = useApp((state) => state.decideRemoval)
  const nameOf = (siteId: string): string => {
    const found = sites.status === 'ready' ? sites.list.find(({ site }) => site.siteId === siteId) : undefined
    return found ? `${siteId} ${found.site.name}` : siteId
  }
  return removals.map(({ scopeId, siteId, year, cells }) => (
    <div key={scopeId} className="banner" data-tone="bad" role="alert" data-testid="mass-removal">
      <span>{words.sync.removal(cells, nameOf(siteId), year)}</span>
      <button type="button" data-testid="removal-keep" onClick={() => void decideRemoval(scopeId, false)}>
        {words.sync.removalAgain}
      </button>
      <button type="button" data-testid="removal-allow" onClick={() => void decideRemoval(scopeId, true)}>
        {words.sync.removalAllow(cells)}
      </button>
    </div>
  ))
}

/** Edits the storage refused, with their numbers: nothing typed is lost until the person lets go of it. */
function RefusedGestures() {
  const refused = useApp((state) => state.refused)
  const tryAgain = useApp((state) => state.tryAgain)
  const letGo = useApp((state) => state.letGo)
  return refused.map(({ gesture, error }) => (
    <div key={gesture.gestureId} className="banner" data-tone="bad" role="alert" data-testid="not-saved">
      <span>
        <strong>{words.refused.title}:</strong> {gesture.label}. {error.message}{' '}
        {error.issues.map((issue) => issue.message).join(' ')} {words.refused.kept}
      </span>
      <button type="button" data-testid="not-saved-again" onClick={() => void tryAgain(gesture.gestureId)}>
        {words.refused.again}
      </button>
      <button type="button" data-testid="not-saved-discard" onClick={() => letGo(gesture.gestureId)}>
        {words.refused.letGo}
      </button>
    </div>
  ))
}
