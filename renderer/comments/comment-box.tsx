import { useEffect, useRef, useState } from 'react'
import type { AskedCell } from '../../shared/contract/comments.ts'
import { cellName } from '../review/cell-link.tsx'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { draftOf } from '../store/comments-slice.ts'
import { words } from '../text/words.ts'
import { CommentThread } from './comment-thread.tsx'
import { plainRemark } from './plain-remark.ts'
import { askedAt, type Thread, threadsAt } from './threads.ts'

/** Shift+F2: what was said about a cell, at the cell, and where one says more. */
export function CommentBox() {
  const at = useApp((state) => state.commentAt)
  return at === null ? null : <Box key={draftOf(at)} at={at} />
}

type At = NonNullable<ReturnType<typeof useAt>>
const useAt = () => useApp((state) => state.commentAt)

function Box({ at }: { readonly at: At }) {
  const remarks = useApp((state) => (state.remarks?.siteId === at.siteId ? state.remarks : null))
  const draft = useApp((state) => state.commentDrafts[draftOf(at)] ?? '')
  const setDraft = useApp((state) => state.draftComment)
  const open = useApp((state) => state.openComments)
  const see = useApp((state) => state.seeComments)
  const box = useRef<HTMLDivElement>(null)
  const threads = threadsAt(remarks?.comments ?? [], at)
  const asked = askedAt(remarks?.asked ?? [], at)
  const fresh = threads.flatMap(({ all }) => all.filter(({ isNew }) => isNew).map(({ id }) => id)).join(',')
  // Looked at when the box closes, so that what is new still says so while it is open.
  useEffect(() => () => void see(fresh === '' ? [] : fresh.split(',')), [see, fresh])
  useEffect(() => {
    const place = () => placeBox(box.current?.closest('dialog') ?? null)
    place()
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
  }, [])
  const name = cellName(at)
  const putBack = (text: string) => setDraft(draftOf(at), text)
  return (
    <Dialog label={words.comments.title(name)} className="comment-box" testId="comment-box" close={() => open(null)}>
      <div ref={box}>
        <h2>{name}</h2>
      </div>
      <div className="scroll">
        {asked && <Asked asked={asked} at={at} />}
        {threads.length === 0 && !asked && <p className="hint">{words.comments.none}</p>}
        {threads.map((thread) => (
          <CommentThread key={thread.first.id} thread={thread} putBack={putBack} />
        ))}
      </div>
      <Write at={at} threads={threads} draft={draft} setDraft={putBack} />
    </Dialog>
  )
}

type WriteProps = {
  readonly at: At
  readonly threads: readonly Thread[]
  readonly draft: string
  readonly setDraft: (text: string) => void
}

/** One field: it answers the newest thread that is there, or begins the first. */
function Write({ at, threads, draft, setDraft }: WriteProps) {
  const say = useSay(at)
  const close = useApp((state) => state.openComments)
  const [problem, setProblem] = useState<string | null>(null)
  const thread = threads.findLast(({ isSettled }) => !isSettled) ?? threads.at(-1)
  const answers = thread?.first.id ?? null
  const keep = async (settles: boolean) => {
    const error = await say(draft, answers, settles)
    setProblem(error)
    if (error !== null) return
    setDraft('')
    close(null)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void keep(false)
      }}
    >
      <label>
        {thread ? words.comments.answer : words.comments.text}
        <textarea
          // oxlint-disable-next-line react/no-unknown-property -- the browser's own, which showModal follows
          ref={(field) => field?.setAttribute('autofocus', '')}
          value={draft}
          maxLength={2000}
          rows={3}
          data-testid="comment-text"
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void keep(false)
          }}
        />
      </label>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <p className="actions">
        <button type="button" onClick={() => close(null)}>
          {words.comments.close}
        </button>
        {thread && !thread.isSettled && (
          <button
            type="button"
            disabled={draft.trim() === ''}
            data-testid="comment-settle"
            onClick={() => void keep(true)}
          >
            {words.comments.settle}
          </button>
        )}
        <button type="submit" className="primary" disabled={draft.trim() === ''} data-testid="comment-say">
          {thread === undefined
            ? words.comments.say
            : thread.isSettled
              ? words.comments.reopen
              : words.comments.sayAnswer}
        </button>
      </p>
    </form>
  )
}

/** What the last return asks about this cell, and the word that it is done. */
function Asked({ asked, at }: { readonly asked: AskedCell; readonly at: At }) {
  const say = useSay(at)
  const done = async () => void (await say(words.comments.doneText, null, true))
  return (
    <div className="note" data-tone={asked.isDone ? 'wait' : 'bad'} data-testid="asked">
      <strong>{words.comments.asks(asked.by)}</strong>
      <p className="comment-text">{asked.comment}</p>
      {asked.isDone ? (
        <span className="state-badge" data-tone="good">
          {words.comments.isDone}
        </span>
      ) : (
        <button type="button" data-testid="asked-done" onClick={() => void done()}>
          {words.comments.done}
        </button>
      )}
    </div>
  )
}

/** Keeps a comment on this laptop; the words of what is in the way, or null. */
export function useSay(at: At): (text: string, answers: string | null, settles: boolean) => Promise<string | null> {
  const act = useApp((state) => state.act)
  const notice = useApp((state) => state.say)
  return async (text, answers, settles) => {
    const { siteId, lineId, period } = at
    const error = await act({ kind: 'comment', siteId, lineId, period, text: plainRemark(text), answers, settles })
    if (error === null) notice(words.comments.kept)
    return error?.message ?? null
  }
}

/** Beside the active cell, inside the window. */
function placeBox(dialog: HTMLDialogElement | null): void {
  const cell = document.querySelector('.grid .ag-cell-focus')?.getBoundingClientRect()
  if (dialog === null || cell === undefined) return
  const { width, height } = dialog.getBoundingClientRect()
  const left = cell.right + width + 12 < window.innerWidth ? cell.right + 6 : Math.max(6, cell.left - width - 6)
  const top = Math.max(6, Math.min(cell.top, window.innerHeight - height - 12))
  dialog.style.left = `${left}px`
  dialog.style.top = `${top}px`
}
