import { useEffect } from 'react'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { checksLeft } from './all-checks.ts'

/** How much there is to look at in every tab of the open site and month; opens the list. */
export function ChecksButton() {
  const left = useApp(checksLeft)
  const siteId = useApp((state) => state.preferences.siteId)
  const month = useApp((state) => state.preferences.month)
  const read = useApp((state) => state.readKeptWarnings)
  const expect = useApp((state) => state.expectOtherFindings)
  const open = useCommand('checks')
  useEffect(() => {
    if (siteId !== null) void read(siteId)
  }, [siteId, read])
  const isKnown = useApp(({ otherFindings }) => otherFindings?.siteId === siteId && otherFindings?.month === month)
  useEffect(() => {
    if (siteId !== null && month !== null && !isKnown) expect()
  }, [siteId, month, isKnown, expect])
  const [count, tone] = left.split(' ')
  return (
    <button
      type="button"
      onClick={open}
      title={words.checks.title}
      data-tone={isKnown || tone !== 'good' ? tone : undefined}
      data-testid="checks-open"
    >
      {isKnown || count !== '0' ? words.checks.count(Number(count)) : words.checks.looking}
    </button>
  )
}
