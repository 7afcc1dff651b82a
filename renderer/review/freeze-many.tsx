import { useState } from 'react'
import { freezeObstacle } from '../../shared/calc/review/freezable.ts'
import { useApp } from '../store/app-store.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { QueueSite } from './queue-lines.ts'

const ALL = ''

/** For finance: one month of every approved site of a district becomes the forecast of record, in one step. */
export function FreezeMany({ month, sites }: { readonly month: string; readonly sites: readonly QueueSite[] }) {
  const isFinance = useApp(
    ({ session }) => 'user' in session && session.user !== null && session.user.roles.includes('forecasting_admin'),
  )
  const freeze = useApp((state) => state.freezeSites)
  const [district, setDistrict] = useState(ALL)
  const [done, setDone] = useState<string | null>(null)
  if (!isFinance) return null
  const districts = [...new Set(sites.map(({ districtName }) => districtName))].toSorted()
  const looked = sites
    .filter(({ districtName }) => district === ALL || districtName === district)
    .map((site) => ({ site, obstacle: freezeObstacle(site) }))
  const will = looked.filter(({ obstacle }) => obstacle === null).map(({ site }) => site)
  const left = looked.flatMap(({ site, obstacle }) => (obstacle === null ? [] : [{ site, obstacle }]))
  const name = ({ siteId, name: title }: QueueSite) => `${siteId} ${title}`
  const run = async () =>
    setDone(
      await freeze(
        month,
        will.map(({ siteId }) => siteId),
      ),
    )
  return (
    <section className="review-part" aria-label={words.review.freezeMany.title} data-testid="freeze-many">
      <h3>{words.review.freezeMany.title}</h3>
      <p className="hint">{words.review.freezeMany.lead(formatMonth(month))}</p>
      <label>
        {words.review.freezeMany.district}{' '}
        <select value={district} data-testid="freeze-district" onChange={(event) => setDistrict(event.target.value)}>
          <option value={ALL}>{words.review.all}</option>
          {districts.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <p data-testid="freeze-will">
        <strong>{words.review.freezeMany.will(will.length)}</strong> {will.map(name).join(', ')}
      </p>
      {left.length > 0 && (
        <details>
          <summary data-testid="freeze-left">{words.review.freezeMany.left(left.length)}</summary>
          <ul>
            {left.map(({ site, obstacle }) => (
              <li key={site.siteId}>
                {name(site)}: {words.review.freezeMany.why[obstacle]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {done !== null && <p data-testid="freeze-done">{done}</p>}
      <p className="actions">
        <button
          type="button"
          className="primary"
          disabled={will.length === 0}
          data-testid="freeze-sites"
          onClick={() => void run()}
        >
          {words.review.freezeMany.button(will.length)}
        </button>
      </p>
    </section>
  )
}
