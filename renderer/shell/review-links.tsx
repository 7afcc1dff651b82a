import { useCommand } from '../commands/use-commands.ts'
import { openThreads } from '../comments/threads.ts'
import { useApp } from '../store/app-store.ts'
import { startsReading } from '../store/read-mode.ts'
import { words } from '../text/words.ts'

/** In the sidebar: the open month on its way to being accepted, and for reviewers the queue of all sites. */
export function ReviewLinks() {
  const page = useApp((state) => state.reviewPage)
  const show = useApp((state) => state.showReview)
  const { unsent, refused } = useApp((state) => state.sync.acts)
  const isReviewer = useApp(startsReading)
  const hasSites = useApp(({ sites }) => sites.status === 'ready' && sites.list.length > 0)
  const comments = useCommand('comments')
  const openCount = useApp(({ remarks, preferences }) =>
    remarks?.siteId === preferences.siteId ? openThreads(remarks.comments).length : 0,
  )
  const submitted = useApp(
    ({ monthStates, preferences }) =>
      monthStates.filter(({ month, state }) => month === preferences.month && state === 'submitted').length,
  )
  const tone = refused > 0 ? 'bad' : 'wait'
  const links = isReviewer ? (['checklist', 'queue'] as const) : (['checklist'] as const)
  return (
    <>
      <h2>{words.review.heading}</h2>
      <ul>
        {links.map((link) => (
          <li key={link}>
            <button
              type="button"
              data-testid={`open-${link}`}
              aria-current={page === link ? 'true' : undefined}
              disabled={!hasSites}
              onClick={() => show(page === link ? null : link)}
            >
              <span className="site-title">{words.review[link]}</span>
              {link === 'queue' && submitted > 0 && (
                <span className="site-state" data-tone="wait" data-testid="to-review">
                  {words.review.toReview(submitted)}
                </span>
              )}
              {link === 'checklist' && unsent + refused > 0 && (
                <span className="site-state" data-tone={tone} data-testid="acts-open">
                  {refused > 0 ? words.sync.acts.refused(refused) : words.sync.acts.unsent(unsent)}
                </span>
              )}
            </button>
          </li>
        ))}
        <li>
          <button type="button" data-testid="open-comments" disabled={!hasSites} onClick={comments}>
            <span className="site-title">{words.comments.heading}</span>
            {openCount > 0 && <span className="site-state">{words.comments.counted(openCount)}</span>}
          </button>
        </li>
      </ul>
    </>
  )
}
