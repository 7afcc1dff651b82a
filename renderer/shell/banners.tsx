import { ExportBanner } from './export-banner.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** What a person must know wherever they are: storage down, sign-in ended, numbers that were not saved. */
export function Banners({ expired }: { readonly expired: boolean }) {
  const service = useApp((state) => state.service)
  const signIn = useApp((state) => state.signIn)
  const session = useApp((state) => state.session)
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
      {expired && (
        <div className="banner" data-tone="wait" data-testid="needs-sign-in">
          <output>
            {words.signIn.expired} {reason}
          </output>
          <button type="button" data-testid="sign-in-again" onClick={() => void signIn()}>
            {words.signIn.retry}
          </button>
        </div>
      )}
      <ExportBanner />
      <TooOld />
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
