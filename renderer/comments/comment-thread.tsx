import type { ShownComment } from '../../shared/contract/comments.ts'
import { useApp } from '../store/app-store.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { Thread } from './threads.ts'

type Props = { readonly thread: Thread; readonly putBack?: (text: string) => void }

/** A comment with its answers. Text is shown as text, whatever it holds. */
export function CommentThread({ thread: { all, isSettled }, putBack }: Props) {
  return (
    <div className="comment-thread" data-testid="comment-thread">
      <ol>
        {all.map((one) => (
          <li key={one.id}>
            <Said one={one} {...(putBack ? { putBack } : {})} />
          </li>
        ))}
      </ol>
      {isSettled && (
        <span className="state-badge" data-tone="good">
          {words.comments.settled}
        </span>
      )}
    </div>
  )
}

function Said({ one, putBack }: { readonly one: ShownComment; readonly putBack?: (text: string) => void }) {
  const withdraw = useApp((state) => state.withdrawAct)
  const { id, by, at, text, state, message, isMine, isNew } = one
  const mayRemove = isMine && (state === 'waiting' || state === 'refused')
  return (
    <>
      <span className="hint">
        <strong>{isMine ? words.comments.mine : by}</strong>, {formatMoment(at)}
        {state !== 'sent' && ` · ${words.comments.states[state]}`}{' '}
        {isNew && (
          <span className="state-badge" data-tone="wait">
            {words.comments.isNew}
          </span>
        )}
      </span>
      <p className="comment-text">{text}</p>
      {message !== null && <p className="problem">{message}</p>}
      {mayRemove && (
        <p className="actions">
          {state === 'refused' && putBack && (
            <button
              type="button"
              onClick={() => {
                putBack(text)
                void withdraw(id)
              }}
            >
              {words.comments.putBack}
            </button>
          )}
          <button type="button" data-testid="comment-remove" onClick={() => void withdraw(id)}>
            {state === 'refused' ? words.comments.putAway : words.comments.remove}
          </button>
        </p>
      )}
    </>
  )
}
