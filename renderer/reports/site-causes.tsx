import { useEffect, useState } from 'react'
import type { Reply } from '../../shared/contract/reply.ts'
import type { Causes } from '../../shared/contract/why.ts'
import { Decimal, ZERO } from '../../shared/core/decimal.ts'
import { formatSignedCents } from '../text/format.ts'
import { words } from '../text/words.ts'

/** Asks what moved at one of the sites a difference comes from. */
export type AskCausesOf = (siteId: string) => Promise<Reply<Causes | null>>

type Props = {
  readonly ask: AskCausesOf
  readonly siteId: string
  /** Changes whenever the difference is told anew, so that it is asked again. */
  readonly of: unknown
}

/** So many are named; the others are one. */
const MOST_NAMED = 3

/** What moved at a site, largest first: what it says adds up to the site's line, to the cent (grid-and-pnl.md D5). */
export function SiteCauses({ ask, siteId, of }: Props) {
  const [shown, setShown] = useState<string>(words.why.asking)
  useEffect(() => {
    if (of === undefined) return undefined
    let isOver = false
    void (async () => {
      const reply = await ask(siteId)
      if (!isOver) setShown(reply.ok ? inShort(reply.value ?? []) : reply.error.message)
    })()
    return () => {
      isOver = true
    }
  }, [ask, siteId, of])
  return (
    <span className="hint" data-testid={`why-moved-${siteId}`}>
      {shown}
    </span>
  )
}

/** `Volume +1,200.00 · Rate −300.00 · Others +4.10`. */
function inShort(causes: Causes): string {
  const bySize = causes
    .map(({ id, amount }) => ({ id, amount: new Decimal(amount) }))
    .toSorted((a, b) => b.amount.abs().cmp(a.amount.abs()))
  const [named, left] = [bySize.slice(0, MOST_NAMED), bySize.slice(MOST_NAMED)]
  const others = left.reduce((sum, { amount }) => sum.plus(amount), ZERO)
  return [
    ...named.map(({ id, amount }) => words.why.moved(words.why.briefly[id], formatSignedCents(amount))),
    ...(others.isZero() ? [] : [words.why.moved(words.why.otherCauses, formatSignedCents(others))]),
  ].join(' · ')
}
