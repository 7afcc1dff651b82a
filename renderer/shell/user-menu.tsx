import { useCallback, useRef, useState } from 'react'
import type { User } from '../../shared/contract/session.ts'
import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { useDismiss } from './use-dismiss.ts'

const THEMES = ['system', 'light', 'dark'] as const

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ user }: { readonly user: User }) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const close = useCallback(() => setOpen(false), [])
  useDismiss(open, root, close)
  const theme = useApp((state) => state.preferences.theme)
  const prefer = useApp((state) => state.prefer)
  const signOut = useCommand('sign-out')
  const about = useCommand('about')
  const settings = useCommand('grid-settings')
  const trigger = useRef<HTMLButtonElement>(null)
  const role = user.roles[0]
  return (
    <div className="popover-root" ref={root}>
      <button
        type="button"
        className="user"
        ref={trigger}
        data-testid="user-menu"
        aria-expanded={open}
        title={words.user.menu}
        onClick={() => setOpen(!open)}
      >
        {user.name} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <section className="panel user-panel" aria-label={words.user.menu}>
          <p>
            <strong>{user.name}</strong>
            <br />
            {role && words.user.roles[role]}
          </p>
          <fieldset>
            <legend>{words.user.theme}</legend>
            {THEMES.map((one) => (
              <label key={one}>
                <input type="radio" name="theme" checked={theme === one} onChange={() => prefer({ theme: one })} />
                {words.user[one]}
              </label>
            ))}
          </fieldset>
          <button
            type="button"
            data-testid="open-grid-settings"
            onClick={() => {
              setOpen(false)
              trigger.current?.focus() // where the keyboard is when the dialog closes
              settings()
            }}
          >
            {words.settings.title}
          </button>
          <button
            type="button"
            data-testid="open-about"
            onClick={() => {
              setOpen(false)
              about()
            }}
          >
            {words.about.title}
          </button>
          <button
            type="button"
            data-testid="sign-out"
            onClick={() => {
              setOpen(false)
              signOut()
            }}
          >
            {words.user.signOut}
          </button>
        </section>
      )}
    </div>
  )
}
