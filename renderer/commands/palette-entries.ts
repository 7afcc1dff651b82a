import { CATEGORIES, LINES } from '../../shared/categories/index.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { isDay, monthOf } from '../../shared/core/calendar.ts'
import type { AppState } from '../store/state.ts'
import { HELP } from '../text/words/help-words.ts'
import { words } from '../text/words.ts'
import type { Command } from './commands.ts'
import { goingToDate } from './going-to-date.ts'

/** One thing the palette can go to or do. */
export type Entry = {
  readonly id: string
  readonly kind: 'command' | 'site' | 'line' | 'date' | 'help'
  readonly title: string
  /** Found by these words too, which are not shown. */
  readonly also?: string
  readonly keys: string | null
  readonly run: () => void
}
export type Found = {
  readonly entries: readonly Entry[]
  /** How many more there are than are shown. */
  readonly more: number
  /** Said where there is nothing to choose; null otherwise. */
  readonly nothing: string | null
}

/** As many as somebody looks through; for more they type more. */
const MOST_SHOWN = 40

/** Lines that stand in a grid whatever the site; families and codes of payroll are each site's own. */
const SHOWN_LINES = LINES.filter(
  ({ category, entry }) => entry !== 'loaded' && category !== 'payroll' && category !== 'pl-view',
)

/** What fits a text, what was chosen lately first. A state without a text shows what was chosen lately, then everything. */
export function findEntries(query: string, commands: readonly Command[], state: AppState): Found {
  const asked = query.trim()
  const { entry: date, beyond } = dateEntry(asked, state)
  const all = [
    ...commands.filter(({ id }) => id !== 'palette').map(toEntry),
    ...siteEntries(state),
    ...SHOWN_LINES.map((line) => lineEntry(line, state)),
    ...helpEntries(state),
  ]
  const recent = new Map((state.places?.recent ?? []).map((id, i) => [id, i]))
  const place = ({ id }: Entry) => recent.get(id) ?? recent.size
  const fitting = all.filter((entry) => isFound(entry, asked)).sort((a, b) => place(a) - place(b))
  const found = date === null ? fitting : [date, ...fitting]
  return {
    entries: found.slice(0, MOST_SHOWN),
    more: Math.max(0, found.length - MOST_SHOWN),
    nothing: found.length > 0 ? null : (beyond ?? words.palette.none(asked)),
  }
}

/** True when every word of the query is in the title or beside it, in any order. */
function isFound({ title, also = '' }: Entry, asked: string): boolean {
  const text = `${title} ${also}`.toLowerCase()
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const toEntry = ({ id, title, keys, perform }: Command): Entry => ({ id, kind: 'command', title, keys, run: perform })

const siteEntries = ({ sites, visit }: AppState): Entry[] =>
  (sites.status === 'ready' ? sites.list : []).map(({ site: { siteId, name, districtName } }) => ({
    id: `site-${siteId}`,
    kind: 'site',
    title: words.palette.site(siteId, name),
    also: districtName,
    keys: null,
    run: () => visit({ siteId }),
  }))

function lineEntry(line: LineDefinition, { visit, requestFocus, focus, preferences }: AppState): Entry {
  const tab = CATEGORIES.find(({ id }) => id === line.category)
  return {
    id: `line-${line.id}`,
    kind: 'line',
    title: words.palette.line(tab?.title ?? '', line.label),
    also: line.accounts.join(' '),
    keys: null,
    run: () => {
      const month = preferences.month ?? ''
      const day = focus && isDay(focus.period) && monthOf(focus.period) === month ? focus.period : `${month}-01`
      visit({ tab: line.category })
      requestFocus({ lineId: line.id, period: line.grain === 'day' ? day : month })
    },
  }
}

const helpEntries = ({ showHelp }: AppState): Entry[] =>
  HELP.flatMap(({ topics }) =>
    topics.map(({ id, title, also }) => ({
      id: `help-topic-${id}`,
      kind: 'help' as const,
      title,
      ...(also === undefined ? {} : { also }),
      keys: null,
      run: () => showHelp(id),
    })),
  )

/** Going to a date that was typed; or the words why it cannot be opened. */
function dateEntry(asked: string, state: AppState): { readonly entry: Entry | null; readonly beyond: string | null } {
  const going = goingToDate(asked, state)
  if (going === null || going.beyond !== null) return { entry: null, beyond: going?.beyond ?? null }
  const { date, said, go } = going
  const id = `date-${isDay(date) ? monthOf(date) : date}`
  return { entry: { id, kind: 'date', title: words.palette.goTo(said), keys: null, run: go }, beyond: null }
}
