import type { Session } from '../../shared/contract/session.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Card, Problem } from './sign-in.tsx'

/** The store was closed by its organisation's rule and opens with the next sign-in; nothing is lost (sync.md 3.9). */
export function Locked({ why, user, waiting, error }: Extract<Session, { status: 'locked' }>) {
  const signIn = useApp((state) => state.signIn)
  return (
    <Card title={words.lock.title}>
      <p>
        <strong>{user.name}</strong>. {words.lock.why[why]}
      </p>
      {/* A store that cannot be opened cannot be asked what waits in it: 0 may be more. */}
      {(why !== 'key-store' || waiting > 0) && <p data-testid="locked-waiting">{words.lock.safe(waiting)}</p>}
      <Problem error={error} />
      <button type="button" className="primary large" data-testid="sign-in" onClick={() => void signIn()}>
        {words.signIn.button}
      </button>
    </Card>
  )
}
