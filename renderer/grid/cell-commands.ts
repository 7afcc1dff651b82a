import { words } from '../text/words.ts'
import { type GridHabits, USUAL_HABITS } from './grid-habits.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import type { KeyActions, KeyName } from './keys.ts'

/** One thing the chosen cells can be asked, for the menu and the list of shortcuts alike. */
export type CellCommand = {
  readonly id: CellCommandId
  readonly title: string
  readonly keys: string | null
  readonly isEnabled: boolean
  readonly run: () => void
}
export type CellCommandId = keyof typeof words.cellCommands.all & KeyName
/** All of them, in the order they are told. */
export const CELL_COMMAND_IDS = Object.keys(words.cellCommands.all) as readonly CellCommandId[]

/** Groups of commands with a line between them, by what was clicked. */
export const CELL_MENUS = {
  cells: [
    ['cut', 'copy', 'copyWithNames', 'copyAsShown', 'paste', 'pasteSpecial'],
    ['fillDown', 'fillRight', 'takeBudget', 'takeLastYear', 'clear'],
    ['chooseColumns', 'chooseRows', 'copySum'],
  ],
  total: [
    ['copy', 'copyWithNames', 'copyAsShown', 'paste', 'pasteSpecial'],
    ['takeBudget', 'takeLastYear'],
    ['chooseColumns'],
  ],
  list: [
    ['takeBudget', 'takeLastYear'],
    ['fillDown', 'fillRight'],
  ],
  column: [
    ['copy', 'copyWithNames', 'copyAsShown', 'paste'],
    ['takeBudget', 'takeLastYear', 'clear'],
  ],
  row: [
    ['copy', 'copyWithNames', 'copyAsShown', 'paste'],
    ['takeBudget', 'takeLastYear', 'clear'],
  ],
} as const satisfies Record<string, readonly (readonly CellCommandId[])[]>
export type MenuKind = keyof typeof CELL_MENUS

/** What changes numbers wants a chosen cell that can be typed; what takes a reference, a sheet that has one. */
const TYPES: ReadonlySet<CellCommandId> = new Set([
  'cut',
  'paste',
  'pasteSpecial',
  'fillDown',
  'fillRight',
  'takeBudget',
  'takeLastYear',
  'clear',
])
/** A number for a sum is asked how it is spread; a total takes a reference too, which goes into no cell of a week's. */
const PASTES: ReadonlySet<CellCommandId> = new Set(['paste', 'pasteSpecial'])
const REFERENCES: ReadonlySet<CellCommandId> = new Set(['takeBudget', 'takeLastYear'])

/** What Ctrl+' and Ctrl+Shift+' do by each setting; the others have no key then. */
const QUOTED: Readonly<Partial<Record<CellCommandId, GridHabits['quoteKeys']>>> = {
  takeBudget: 'reference',
  takeLastYear: 'reference',
  copyAbove: 'above',
  valueAbove: 'above',
}

/** The key of a command as the person has settled it; null where it has none. */
export const keysOf = (id: CellCommandId, { quoteKeys }: Pick<GridHabits, 'quoteKeys'>): string | null =>
  (QUOTED[id] ?? quoteKeys) === quoteKeys ? words.cellCommands.all[id][1] : null

/** The commands of a menu for some chosen cells, each as it is possible now. */
export function cellCommands(
  kind: MenuKind,
  sheet: GridSheet,
  chosen: readonly Spot[],
  actions: KeyActions,
  habits: GridHabits = USUAL_HABITS,
): readonly (readonly CellCommand[])[] {
  const canType = chosen.some((spot) => sheet.obstacleOf(spot) === null)
  const isSum = chosen.some((spot) => (sheet.addends?.(spot) ?? null) !== null)
  return CELL_MENUS[kind].map((group) =>
    group.map((id): CellCommand => {
      const [title] = words.cellCommands.all[id]
      const keys = keysOf(id, habits)
      const isSpread = isSum && (kind === 'total' || PASTES.has(id))
      const isPossible = canType || !TYPES.has(id) || isSpread
      const isEnabled = isPossible && (sheet.reference !== undefined || !REFERENCES.has(id))
      return { id, title, keys, isEnabled, run: () => actions[id](0, 0) }
    }),
  )
}
