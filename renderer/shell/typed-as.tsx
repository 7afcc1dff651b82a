import { typedAsAt } from '../categories/typed-as-at.ts'
import type { Place } from '../grid/grid-sheet.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** The arithmetic a number was typed as; nothing where it was typed as itself. */
export function TypedAs({ place }: { readonly place: Place }) {
  const text = useApp((state) => typedAsAt(state, place))
  if (text === null) return null
  return (
    <p className="hint" data-testid="typed-as">
      {words.inspector.typedAs} <code>{text}</code>
    </p>
  )
}
