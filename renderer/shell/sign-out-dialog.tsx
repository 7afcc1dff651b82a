import { useState } from 'react'
import { unsentOf } from '../../shared/contract/ipc.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

/** Says how many edits are only here and what becomes of them, before anybody leaves. */
export function SignOutDialog() {
  const showPanel = useApp((state) => state.showPanel)
  const signOut = useApp((state) => state.signOut)
  const exportUnsent = useApp((state) => state.exportUnsent)
  const waiting = useApp(({ sync }) => unsentOf(sync))
  const [found, setFound] = useState(0)
  const unsent = Math.max(waiting, found)
  const close = () => showPanel(null)
  const leave = async () => {
    const answer = await signOut(unsent > 0)
    if (answer === null) return
    if (answer.signedOut) close()
    else setFound(answer.waiting) // something was typed since: ask again, with the number
  }
  return (
    <Dialog label={words.signOut.title} testId="sign-out-dialog" close={close}>
      <h2>{words.signOut.title}</h2>
      {unsent > 0 ? (
        <>
          <p>
            <strong>{words.signOut.waiting(unsent)}</strong>
          </p>
          <p>{words.signOut.kept}</p>
        </>
      ) : (
        <p>{words.signOut.clean}</p>
      )}
      <p className="actions">
        <button type="button" onClick={close}>
          {words.signOut.cancel}
        </button>
        {unsent > 0 && (
          <button type="button" data-testid="sign-out-export" onClick={() => void exportUnsent()}>
            {words.unsent.export}
          </button>
        )}
        <button type="button" className="primary" data-testid="sign-out-confirm" onClick={() => void leave()}>
          {unsent > 0 ? words.signOut.anyway : words.signOut.button}
        </button>
      </p>
    </Dialog>
  )
}
