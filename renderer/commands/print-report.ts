import type { AppStore } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** Prints the P&L that is on the screen; elsewhere says what to do. */
export function printReport(store: AppStore): void {
  const { preferences, say, startPrint, reviewPage } = store.getState()
  if (preferences.tab !== 'pl-view' || reviewPage !== null) return say(words.plView.printElsewhere)
  const name = document.querySelector<HTMLElement>('[data-print-name]')?.dataset['printName']
  if (name === undefined) return say(words.plView.printNotYet)
  void startPrint({ name: name.slice(0, 160) })
}
