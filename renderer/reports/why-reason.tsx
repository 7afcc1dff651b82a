import { useCallback, useEffect, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { MaterialRow, ReviewSheet } from '../../shared/contract/review-sheet.ts'
import type { Why } from '../../shared/contract/why.ts'
import { ask } from '../bridge.ts'
import { useApp } from '../store/app-store.ts'
import { type DraftPart, draftKey, NO_DRAFT } from '../store/review-slice.ts'
import { partsOf } from '../review/reason-parts.ts'
import { words } from '../text/words.ts'
import { draftedCode } from './why-sentence.ts'

type Props = {
  readonly bridge: Bridge
  readonly siteId: string
  readonly month: string
  readonly row: string
  readonly why: Why
  readonly sentence: string
}

/** The drafted sentence, which a person may change and take over as the reason of a material line (grid-and-pnl.md E7). */
export function WhyReason({ bridge, siteId, month, row, why, sentence }: Props) {
  const [sheet, setSheet] = useState<ReviewSheet | null>(null)
  const read = useCallback(async () => {
    const reply = await ask(bridge, 'review.read', { siteId, month })
    return reply.ok ? reply.value : null // without an answer there is no draft; the checklist says what is wrong
  }, [bridge, siteId, month])
  useEffect(() => {
    let isOver = false
    void (async () => {
      const answer = await read()
      if (!isOver) setSheet(answer)
    })()
    return () => {
      isOver = true
    }
  }, [read])
  const line = sheet?.material.find((one) => one.row === row)
  if (line === undefined || sheet === null) return <p className="why-sentence">{sentence}</p>
  return (
    <>
      {line.reason !== null && (
        <p className="hint" data-testid="why-given">
          {words.why.given(line.reason.by, line.reason.parts.map(({ text }) => text).join(' '))}{' '}
          {line.state === 'stale' && words.why.stale}
        </p>
      )}
      {sheet.mayExplain && line.state !== 'given' ? (
        <Draft sheet={sheet} line={line} why={why} sentence={sentence} done={async () => setSheet(await read())} />
      ) : (
        line.reason === null && <p className="why-sentence">{sentence}</p>
      )}
    </>
  )
}

type DraftProps = Pick<Props, 'why' | 'sentence'> & {
  readonly sheet: ReviewSheet
  readonly line: MaterialRow
  readonly done: () => Promise<void>
}

/** What is typed here is the draft of the checklist's form too, and stays until it is kept. */
function Draft({ sheet, line, why, sentence, done }: DraftProps) {
  const { siteId, month } = sheet
  const { row } = line
  const drafts = useApp((state) => state.reviewDrafts[draftKey(sheet)] ?? NO_DRAFT)
  const draftReview = useApp((state) => state.draftReview)
  const act = useApp((state) => state.act)
  const say = useApp((state) => state.say)
  const [problem, setProblem] = useState<string | null>(null)
  const [first = drafted(why, sentence), ...others] = drafts.reasons[row] ?? []
  const use = async () => {
    const parts = partsOf([first, ...others])
    if (typeof parts === 'string') return setProblem(parts)
    const error = await act({ kind: 'reason', siteId, period: month, row, reference: 'budget', parts: [...parts] })
    if (error) return setProblem(error.message)
    const { [row]: _done, ...left } = drafts.reasons
    draftReview(sheet, { reasons: left })
    say(words.why.used)
    await done()
  }
  return (
    <form
      className="why-draft"
      data-testid="why-draft"
      onSubmit={(event) => {
        event.preventDefault()
        void use()
      }}
    >
      <label>
        {words.why.draft}
        <textarea
          rows={3}
          maxLength={2000}
          value={first.text}
          onChange={(event) =>
            draftReview(sheet, {
              reasons: { ...drafts.reasons, [row]: [{ ...first, text: event.target.value }, ...others] },
            })
          }
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void use()
          }}
        />
      </label>
      <p className="hint">{words.why.draftHint}</p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="primary" disabled={first.text.trim() === ''} data-testid="why-use">
        {words.why.use}
      </button>
    </form>
  )
}

const drafted = (why: Why, text: string): DraftPart => ({ code: draftedCode(why), text, amount: '' })
