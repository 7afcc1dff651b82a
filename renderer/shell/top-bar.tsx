import type { User } from '../../shared/contract/session.ts'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { PeriodPicker } from './period-picker.tsx'
import { SyncPill } from './sync-pill.tsx'
import { UserMenu } from './user-menu.tsx'

/** Which site and month, how sync stands, the way to any command, and who is signed in. */
export function TopBar({ user }: { readonly user: User }) {
  const siteId = useApp((state) => state.preferences.siteId)
  const sites = useApp((state) => state.sites)
  const palette = useCommand('palette')
  const site = sites.status === 'ready' ? sites.list.find((one) => one.site.siteId === siteId)?.site : undefined
  return (
    <header className="top-bar" data-region="top">
      <strong className="product">{words.product}</strong>
      {site && (
        <span className="site-name" data-testid="open-site" title={`${site.districtName}, ${site.regionName}`}>
          {site.siteId} · {site.name}
        </span>
      )}
      <PeriodPicker />
      <SyncPill />
      <button type="button" className="search" onClick={palette} data-testid="palette-button">
        {words.palette.button[0]}
        <span className="where-wide">{words.palette.button[1]}</span>
        {words.palette.button[2]}
      </button>
      <UserMenu user={user} />
    </header>
  )
}
