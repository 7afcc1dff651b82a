import type { NamedCell } from '../../shared/contract/review.ts'
import { askedAt } from '../comments/threads.ts'
import { useSay } from '../comments/comment-box.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { cellName } from './cell-link.tsx'

/** Beside a cell that a return asks about: the word that it is done, or the button that says so. */
export function AskedState({ siteId, cell }: { readonly siteId: string; readonly cell: NamedCell }) {
  const asked = useApp(({ remarks }) => (remarks?.siteId === siteId ? askedAt(remarks.asked, cell) : undefined))
  const say = useSay({ siteId, ...cell })
  if (asked === undefined) return null
  if (asked.isDone)
    return (
      <span className="state-badge" data-tone="good">
        {words.comments.isDone}
      </span>
    )
  const done = async () => void (await say(words.comments.doneText, null, true))
  return (
    <button
      type="button"
      data-testid={`done-${cell.lineId}-${cell.period}`}
      aria-label={`${words.comments.done}: ${cellName(cell)}`}
      onClick={() => void done()}
    >
      {words.comments.done}
    </button>
  )
}
