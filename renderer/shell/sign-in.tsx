import type { WireError } from '../../shared/core/errors.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** The card all faces before work share. */
export function Card({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <main className="card-page">
      <div className="card">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}

export function Problem({ error }: { readonly error: WireError | null }) {
  if (error === null) return null
  return (
    <p className="problem" role="alert">
      {error.message}
    </p>
  )
}

/** The store is being opened; over in a moment. */
export function Starting() {
  return (
    <Card title={words.signIn.title}>
      <output>{words.signIn.starting}</output>
    </Card>
  )
}

/** One button, and why the last attempt failed. */
export function SignedOut({ error }: { readonly error: WireError | null }) {
  const signIn = useApp((state) => state.signIn)
  return (
    <Card title={words.signIn.title}>
      <p>{words.signIn.lead}</p>
      <Problem error={error} />
      <button type="button" className="primary large" data-testid="sign-in" onClick={() => void signIn()}>
        {words.signIn.button}
      </button>
    </Card>
  )
}

/** The person is in their browser now. */
export function SigningIn() {
  const cancel = useApp((state) => state.cancelSignIn)
  return (
    <Card title={words.signIn.title}>
      <output>{words.signIn.browser}</output>
      <button type="button" data-testid="cancel-sign-in" onClick={() => void cancel()}>
        {words.signIn.cancel}
      </button>
    </Card>
  )
}
