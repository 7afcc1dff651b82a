import { app } from 'electron'
import { LINK_SCHEME } from '../auth/link-return.ts'

/**
 * Hands over links the system gives Frontline: on macOS by an event, elsewhere as an argument of a second start. `take`
 * says whether it was one; what is none is refused, and no part of it is written down. The first start waits for no
 * link, so its arguments are not looked at.
 */
export function onLinks(take: (link: string) => boolean, focus: () => void, refused: () => void): void {
  const hand = (link: string): void => {
    if (!take(link)) refused()
  }
  app.on('open-url', (event, link) => {
    event.preventDefault()
    hand(link)
    focus()
  })
  app.on('second-instance', (_event, args) => {
    for (const link of args.filter((arg) => arg.toLowerCase().startsWith(`${LINK_SCHEME}:`))) hand(link)
    focus()
  })
}
