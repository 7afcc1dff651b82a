import { useCommand } from '../commands/use-commands.ts'
import type { Place } from '../grid/grid-sheet.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { CommentThread } from './comment-thread.tsx'
import { askedAt, threadsAt } from './threads.ts'

/** In the details of a cell: what was said about it, and the way to say more. */
export function CellComments({ siteId, lineId, period }: Place & { readonly siteId: string }) {
  const remarks = useApp((state) => (state.remarks?.siteId === siteId ? state.remarks : null))
  const comment = useCommand('comment')
  const threads = threadsAt(remarks?.comments ?? [], { lineId, period })
  const asked = askedAt(remarks?.asked ?? [], { lineId, period })
  return (
    <section className="note" data-testid="cell-comments">
      <h3>{words.comments.heading}</h3>
      {asked && (
        <p className="comment-text">
          <strong>{words.comments.asks(asked.by)}:</strong> {asked.comment}{' '}
          {asked.isDone && `(${words.comments.isDone})`}
        </p>
      )}
      {threads.map((thread) => (
        <CommentThread key={thread.first.id} thread={thread} />
      ))}
      {threads.length === 0 && !asked && <p className="hint">{words.comments.none}</p>}
      <button type="button" data-testid="comment-open" onClick={comment}>
        {words.comments.open}
      </button>
    </section>
  )
}
