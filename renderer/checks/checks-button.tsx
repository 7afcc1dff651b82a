import { useEffect } from 'react'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { isOpen, openChecks } from './open-findings.ts'

/** How much there is to look at in the open sheet; opens the list. */
export function ChecksButton() {
  const checks = useApp(openChecks)
  const siteId = useApp((state) => state.preferences.siteId)
  const read = useApp((state) => state.readKeptWarnings)
  const open = useCommand('checks')
  useEffect(() => {
    if (siteId !== null) void read(siteId)
  }, [siteId, read])
  const left = checks.filter(isOpen)
  const tone = left.some(({ level }) => level === 'error') ? 'bad' : left.length > 0 ? 'wait' : 'good'
  return (
    <button type="button" onClick={open} title="F7" data-tone={tone} data-testid="checks-open">
      {words.checks.count(left.length)}
    </button>
  )
}
