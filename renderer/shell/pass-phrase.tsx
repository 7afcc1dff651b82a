import { type FormEvent, useState } from 'react'
import type { WireError } from '../../shared/core/errors.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Card, Problem } from './sign-in.tsx'

type Props = {
  readonly mode: 'create' | 'unlock'
  readonly canRecover: boolean
  readonly name: string
  readonly error: WireError | null
}

/** Where the system has no key store, a pass phrase protects the data (sync.md 3.11). */
export function PassPhrase({ mode, canRecover, name, error }: Props) {
  const unlock = useApp((state) => state.unlock)
  const forget = useApp((state) => state.forgetPassPhrase)
  const [passPhrase, setPassPhrase] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isNew = mode === 'create'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isNew && passPhrase.length < 8) return setProblem(words.passPhrase.short)
    if (isNew && passPhrase !== again) return setProblem(words.passPhrase.differ)
    setBusy(true)
    setProblem(null)
    const failed = await unlock(passPhrase)
    setBusy(false)
    setProblem(failed?.message ?? null)
  }

  return (
    <Card title={isNew ? words.passPhrase.createTitle : words.passPhrase.unlockTitle}>
      <p>
        <strong>{name}</strong>. {words.passPhrase.why}
      </p>
      {isNew && <p>{words.passPhrase.warning}</p>}
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {words.passPhrase.label}
          <input
            type="password"
            value={passPhrase}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            onChange={(event) => setPassPhrase(event.target.value)}
            data-testid="pass-phrase"
          />
        </label>
        {isNew && (
          <label>
            {words.passPhrase.again}
            <input
              type="password"
              value={again}
              autoComplete="new-password"
              onChange={(event) => setAgain(event.target.value)}
              data-testid="pass-phrase-again"
            />
          </label>
        )}
        {problem === null ? (
          <Problem error={error} />
        ) : (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="primary large" disabled={busy || passPhrase === ''} data-testid="unlock">
          {isNew ? words.passPhrase.create : words.passPhrase.unlock}
        </button>
        {canRecover && (
          <button type="button" data-testid="forgotten" onClick={() => void forget()}>
            {words.passPhrase.forgotten}
          </button>
        )}
      </form>
    </Card>
  )
}
