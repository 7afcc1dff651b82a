import { useState } from 'react'
import { EXPORT_FORMATS, type ExportKey } from '../../shared/contract/export.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import type { SiteFilter } from '../../shared/contract/site-filter.ts'
import { useFilter } from '../filters/use-filter.ts'
import { useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

type Choice = { readonly id: string; readonly title: string; readonly of: ExportKey['of'] }

/** What is exported and as what; where to is asked by the system. */
export function ExportDialog() {
  const showPanel = useApp((state) => state.showPanel)
  const startExport = useApp((state) => state.startExport)
  const { siteId, month, tab, plLevel } = useApp((state) => state.preferences)
  const sites = useApp((state) => state.sites)
  const list = sites.status === 'ready' ? sites.list.map(({ site }) => site) : []
  const site = list.find((one) => one.siteId === siteId)
  const { filter, isOn, left } = useFilter()
  const choices = site === undefined || month === null ? [] : choicesOf(site, left, month, isOn ? filter : undefined)
  const open = tab === 'pl-view' ? (plLevel === 'site' ? 'year' : plLevel) : 'month'
  const [chosen, setChosen] = useState(choices.some(({ id }) => id === open) ? open : 'month')
  const [format, setFormat] = useState<ExportKey['format']>('xlsx')
  const close = () => showPanel(null)
  const go = () => {
    const choice = choices.find(({ id }) => id === chosen)
    if (choice === undefined || month === null) return
    close()
    void startExport({ of: choice.of, month, format })
  }
  return (
    <Dialog label={words.exports.title} testId="export-dialog" close={close}>
      <h2>{words.exports.title}</h2>
      <fieldset className="choices">
        <legend>{words.exports.what}</legend>
        {choices.map(({ id, title }) => (
          <label key={id}>
            <input
              type="radio"
              name="export-of"
              checked={chosen === id}
              data-testid={`export-of-${id}`}
              onChange={() => setChosen(id)}
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choices">
        <legend>{words.exports.format}</legend>
        {EXPORT_FORMATS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="export-format"
              checked={format === one}
              data-testid={`export-as-${one}`}
              onChange={() => setFormat(one)}
            />
            <span>{words.exports.formats[one]}</span>
          </label>
        ))}
      </fieldset>
      <p className="actions">
        <button type="button" onClick={close}>
          {words.exports.cancel}
        </button>
        <button type="button" className="primary" data-testid="export-go" disabled={choices.length === 0} onClick={go}>
          {words.exports.choose}
        </button>
      </p>
    </Dialog>
  )
}

/** The site's month and year, and every wider set of sites that is more than the one before; of a filter all it leaves. */
function choicesOf(site: SyncSite, list: readonly SyncSite[], month: string, filter: SiteFilter | undefined): Choice[] {
  const { siteId, name, districtId, districtName, regionName } = site
  const title = `${siteId} ${name}`
  const year = yearOf(month)
  const packs = [
    {
      level: 'district',
      id: districtId,
      name: districtName,
      sites: list.filter((one) => one.districtId === districtId),
    },
    { level: 'region', id: regionName, name: regionName, sites: list.filter((one) => one.regionName === regionName) },
    { level: 'company', id: 'all', name: filter ? words.filters.filteredSites : words.exports.allSites, sites: list },
  ] as const
  return [
    { id: 'month', title: words.exports.month(title, formatMonth(month)), of: { kind: 'month', siteId } },
    { id: 'year', title: words.exports.year(title, year), of: { kind: 'year', siteId } },
    ...packs
      .filter(({ level, sites }, i) => {
        if (filter === undefined) return level === 'district' || sites.length > (packs[i - 1]?.sites.length ?? 0)
        return sites.length > 0 && (level === 'company' || sites.length < list.length)
      })
      .map(({ level, id, name: whose, sites }): Choice => ({
        id: level,
        title: words.exports.pack(
          filter && level !== 'company' ? words.plView.filtered(whose) : whose,
          sites.length,
          year,
        ),
        of: { kind: 'pack', level, id, ...(filter && { filter }) },
      })),
  ]
}
