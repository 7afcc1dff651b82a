import { useEffect, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { UndoList as Steps } from '../../shared/contract/sheet.ts'
import { ask } from '../bridge.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

/** Ctrl+Alt+Z: the gestures of this laptop, across tabs, sites and restarts; one press goes back to before any of them. */
export function UndoList({ bridge }: { readonly bridge: Bridge }) {
  const [steps, setSteps] = useState<Steps | null>(null)
  const show = useApp((state) => state.showPanel)
  const say = useApp((state) => state.say)
  const stepTo = useApp((state) => state.stepTo)
  const close = () => show(null)
  useEffect(() => {
    const read = async () => {
      const reply = await ask(bridge, 'gesture.list', undefined)
      if (reply.ok) setSteps(reply.value)
      else say(reply.error.message, 'problem')
    }
    void read()
  }, [bridge, say])
  return (
    <Dialog label={words.undo.title} className="wide" testId="undo-list" close={close}>
      <h2>{words.undo.title}</h2>
      <p className="hint">{steps?.length === 0 ? words.undo.none : words.undo.lead}</p>
      <ol className="scroll step-list">
        {steps?.map(({ gestureId, siteId, label, savedAt, cells, isUndone }) => (
          <li key={gestureId} data-undone={isUndone}>
            <button
              type="button"
              aria-label={isUndone ? words.undo.again(label) : words.undo.take(label)}
              onClick={() => {
                close()
                void stepTo(gestureId)
              }}
            >
              <span>{label}</span>
              <span className="hint">
                {[
                  siteId,
                  formatMoment(savedAt),
                  words.undo.cells(cells),
                  ...(isUndone ? [words.undo.isUndone] : []),
                ].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="actions">
        <button type="button" data-testid="undo-list-close" onClick={close}>
          {words.undo.close}
        </button>
      </p>
    </Dialog>
  )
}
