import { useEffect } from 'react'
import type { Bridge } from '../shared/contract/ipc.ts'
import { unreachable } from '../shared/core/bug.ts'
import { Blocked } from './shell/blocked.tsx'
import { Locked } from './shell/locked.tsx'
import { PassPhrase } from './shell/pass-phrase.tsx'
import { SignedOut, SigningIn, Starting } from './shell/sign-in.tsx'
import { Workbench } from './shell/workbench.tsx'
import { useApp } from './store/app-store.ts'

/** Which of the window's faces to show: not signed in, asked for a pass phrase, blocked, or at work. */
export function App({ bridge }: { readonly bridge: Bridge }) {
  const session = useApp((state) => state.session)
  const theme = useApp((state) => state.preferences.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])

  switch (session.status) {
    case 'starting':
      return <Starting />
    case 'signed-out':
      return <SignedOut error={session.error} />
    case 'signing-in':
      return <SigningIn />
    case 'needs-pass-phrase':
      return <PassPhrase {...session} name={session.user.name} />
    case 'locked':
      return <Locked {...session} />
    case 'blocked':
      return <Blocked error={session.error} />
    case 'signed-in':
    case 'needs-sign-in':
      return (
        <Workbench
          key={session.user.sub}
          bridge={bridge}
          user={session.user}
          expired={session.status === 'needs-sign-in'}
        />
      )
    default:
      return unreachable(session)
  }
}
