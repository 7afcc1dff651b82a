import type { ReactNode } from 'react'
import { detailsOf } from '../store/details-of.ts'
import { ChecksButton } from '../checks/checks-button.tsx'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { BesideTool } from './grid-view-tools.tsx'
import { words } from '../text/words.ts'

/** What every grid has above it: undo and redo, export and the details; a page's own tools come first. */
export function GridToolbar({ children }: { readonly children?: ReactNode }) {
  const inspectorOpen = useApp(({ preferences }) => preferences[detailsOf(preferences.tab)])
  const exporting = useApp((state) => state.exporting !== null)
  const undo = useCommand('undo')
  const redo = useCommand('redo')
  const list = useCommand('undo-list')
  const change = useCommand('change-chosen')
  const exportMonth = useCommand('export')
  const inspector = useCommand('toggle-inspector')
  return (
    <div className="toolbar" role="toolbar" aria-label={words.toolbar.label} data-region="tools">
      {children}
      <BesideTool />
      <button type="button" onClick={change} title="Ctrl+Shift+A" data-testid="change-open">
        {words.toolbar.change}
      </button>
      <div className="tools-end">
        <ChecksButton />
        <button type="button" onClick={undo} aria-label={words.toolbar.undo} title="Ctrl+Z" data-testid="undo">
          ↶
        </button>
        <button type="button" onClick={redo} aria-label={words.toolbar.redo} title="Ctrl+Y" data-testid="redo">
          ↷
        </button>
        <button
          type="button"
          onClick={list}
          aria-label={words.commands['undo-list']}
          title="Ctrl+Alt+Z"
          data-testid="undo-list-open"
        >
          ▾
        </button>
        <button type="button" onClick={exportMonth} disabled={exporting} data-testid="toolbar-export">
          {exporting ? words.toolbar.exporting : words.toolbar.export}
        </button>
        <button type="button" aria-pressed={inspectorOpen} onClick={inspector} data-testid="toggle-inspector">
          {words.toolbar.inspector}
        </button>
      </div>
    </div>
  )
}
