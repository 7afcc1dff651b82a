import { useCallback, useRef } from 'react'
import type { SyncStatus } from '../../shared/contract/ipc.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { SyncPanel } from './sync-panel.tsx'
import { useDismiss } from './use-dismiss.ts'

/** How serious the pill looks; the words say the same without the colour. */
function toneOf(sync: SyncStatus): 'good' | 'wait' | 'bad' {
  if (sync.conflicts > 0 || sync.rejected > 0 || sync.state === 'refused') return 'bad'
  if (sync.waiting > 0 || !['idle', 'syncing', 'starting'].includes(sync.state)) return 'wait'
  return 'good'
}

/** Sync in words; opens the panel with everything that has not become the server's yet. */
export function SyncPill() {
  const sync = useApp((state) => state.sync)
  const open = useApp((state) => state.panel === 'sync')
  const showPanel = useApp((state) => state.showPanel)
  const readQueue = useApp((state) => state.readQueue)
  const root = useRef<HTMLDivElement>(null)
  const close = useCallback(() => showPanel(null), [showPanel])
  useDismiss(open, root, close)
  const toggle = () => {
    if (open) return close()
    showPanel('sync')
    void readQueue()
  }
  const text = words.sync.pill(sync)
  return (
    <div className="popover-root sync" ref={root}>
      <button
        type="button"
        className="pill"
        data-tone={toneOf(sync)}
        data-testid="sync-pill"
        aria-expanded={open}
        title={text}
        onClick={toggle}
      >
        <span aria-hidden="true">●</span> <span className="pill-text">{text}</span>
      </button>
      {open && <SyncPanel close={close} />}
    </div>
  )
}
