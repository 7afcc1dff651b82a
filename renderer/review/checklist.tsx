import type { ReviewSheet } from '../../shared/contract/review-sheet.ts'
import { keptWords } from '../checks/kept-words.ts'
import { formatCount } from '../text/format.ts'
import { words } from '../text/words.ts'
import { CellLink } from './cell-link.tsx'
import { SurpriseNotes } from './surprise-notes.tsx'

const SHOWN = 12

/** How far each tab of the month is, and what is in the way, worst first. */
export function Checklist({ sheet }: { readonly sheet: ReviewSheet }) {
  const order = { error: 0, confirm: 1, warning: 2 } as const
  const checks = sheet.checks.toSorted((a, b) => order[a.level] - order[b.level])
  return (
    <section className="review-part" aria-label={words.review.checklistTitle} data-testid="checklist">
      <h3>{words.review.checklistTitle}</h3>
      {sheet.progress.length === 0 ? (
        <p>{words.review.nothingOpen}</p>
      ) : (
        <div className="report-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.review.tab}</th>
                {([words.review.cells, words.review.typed, words.review.filled, words.review.wrong] as const).map(
                  (name) => (
                    <th key={name} scope="col" className="number">
                      {name}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {sheet.progress.map(({ category, cells, typed, filled, errors }) => (
                <tr key={category}>
                  <th scope="row">{words.tabs[category]}</th>
                  {[cells, typed, filled, errors].map((n, i) => (
                    <td key={['cells', 'typed', 'filled', 'errors'][i]} className="number">
                      {formatCount(n)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {checks.length === 0 && <p>{words.review.ready}</p>}
      <ul className="checks">
        {checks.slice(0, SHOWN).map(({ level, lineId, period, message }) => (
          <li key={`${lineId}|${period}|${message}`} data-tone={level === 'error' ? 'bad' : 'wait'}>
            <strong>{words.review.levels[level]}</strong> <span>{message}</span>{' '}
            {lineId !== null && period !== null && <CellLink siteId={sheet.siteId} cell={{ lineId, period }} />}
          </li>
        ))}
        <SurpriseNotes sheet={sheet} />
      </ul>
      {checks.length > SHOWN && <p className="hint">{words.paste.more(checks.length - SHOWN)}</p>}
      {sheet.kept.length > 0 && (
        <section aria-label={words.review.kept} data-testid="kept-warnings">
          <h4>{words.review.kept}</h4>
          <ul className="checks">
            {sheet.kept.slice(0, SHOWN).map((one) => (
              <li key={one.id}>
                <CellLink siteId={sheet.siteId} cell={{ lineId: one.lineId, period: one.period }} />{' '}
                <span className="said">{keptWords(one)}</span>
              </li>
            ))}
          </ul>
          {sheet.kept.length > SHOWN && <p className="hint">{words.paste.more(sheet.kept.length - SHOWN)}</p>}
        </section>
      )}
    </section>
  )
}
