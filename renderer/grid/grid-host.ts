import type { Gesture } from '../../shared/contract/sheet.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { BesideKind, Place, Spot } from './grid-sheet.ts'
import type { Clipboard } from './copied-block.ts'
import type { CellCommand, MenuKind } from './cell-commands.ts'
import type { GridHabits } from './grid-habits.ts'
import type { Move } from './moving.ts'
import type { OtherMonth } from './next-month.ts'
import type { SpreadQuestion } from './pasted-sums.ts'
import type { PasteManner, PasteQuestion } from './pasting.ts'
import type { PastePlan } from './plan-paste.ts'
import type { Size } from './selection.ts'

/** A menu of the grid: where it opens, what it is about in words, its commands in groups. */
export type GridMenu = {
  readonly kind: MenuKind
  readonly label: string
  /** What it stands below, or above where there is no room, in pixels of the window. */
  readonly at: { readonly x: number; readonly y: number; readonly height: number }
  readonly groups: readonly (readonly CellCommand[])[]
  /** Gives the keyboard back to the active cell. */
  readonly left: () => void
}

/** A typed day or month: as rows and columns are called, in words, and how it is opened; or why it cannot be. */
export type DateNamed =
  | { readonly beyond: string }
  | { readonly beyond: null; readonly date: string; readonly said: string; readonly go: () => void }

/** What the grid tells the page around it; it stores nothing itself. */
export type GridHost = {
  readonly write: (
    source: Gesture['source'],
    label: string,
    writes: Gesture['writes'],
    typedAs?: Gesture['typedAs'],
    moves?: readonly Move[],
  ) => void
  /** The arithmetic a cell's number was typed as, with which its editor opens again; null where it is only a number. */
  readonly typedAs?: (spot: Spot) => string | null
  readonly focused: (spot: Spot | null) => void
  readonly selected: (spots: readonly Spot[], size: Size) => void
  /** Where the person is now: what is chosen, how far it is scrolled. */
  readonly moved: () => void
  /** Widths of columns chosen by hand, by column. */
  readonly widths: Readonly<Record<string, number>>
  /** A column was made wider or narrower; null: it has its own width again. */
  readonly resized: (columnId: string, width: number | null) => void
  /** What the person has settled about how the grids behave, as it is now; the usual where it is left out. */
  readonly habits?: () => GridHabits
  /** The business day; null where it is not known. */
  readonly today?: () => string | null
  /** A date as a person types it; null where a text is none. */
  readonly dateNamed?: (text: string) => DateNamed | null
  /** What is shown under each number; nothing where it is left out. */
  readonly beside?: BesideKind | null
  /** A block that was not written, with the reasons. */
  readonly refused: (plan: PastePlan) => void
  /** What is marked on a cell beside its number: comments, and a question of a return. */
  readonly remarkOf?: (spot: Spot) => { readonly comments: number; readonly isAsked: boolean } | undefined
  /** How many open comments stand at a stored cell. */
  readonly commentsAt?: (place: Place) => number
  /** Shows what a paste would do, and asks. */
  readonly askPaste: (question: PasteQuestion) => void
  /** Asks how sums are spread over what they add up, then does. */
  readonly askSpread: (question: SpreadQuestion) => void
  /** This grid in a month after it, or with the months of that year; in words why it cannot be had. */
  readonly monthAfter: (month: Month) => Promise<OtherMonth | string>
  /** Says what was done; the cells that were left as they are can be looked at, and the setting it went by changed. */
  readonly told: (text: string, plan: PastePlan, by?: keyof GridHabits) => void
  /** Asks how to paste, then pastes in that manner. */
  readonly askManner: (paste: (manner: PasteManner) => void) => void
  /** What lies on the clipboard; null when it may not be read. */
  readonly clipboard: () => Promise<Clipboard | null>
  readonly showMenu: (menu: GridMenu | null) => void
  readonly say: (text: string, tone?: 'plain' | 'problem') => void
  /** The grid can take the first keystroke. */
  readonly ready: () => void
}
