import type { WireError } from '../../shared/core/errors.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Card, Problem } from './sign-in.tsx'

/** The store cannot be opened; nothing on disk was touched. */
export function Blocked({ error }: { readonly error: WireError }) {
  const signIn = useApp((state) => state.signIn)
  return (
    <Card title={words.signIn.blocked}>
      <Problem error={error} />
      <p>{words.signIn.blockedKept}</p>
      <button type="button" data-testid="retry" onClick={() => void signIn()}>
        {words.signIn.retry}
      </button>
    </Card>
  )
}
