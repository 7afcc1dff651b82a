import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Gesture } from '../../shared/contract/sheet.ts'
import type { TypedAs } from '../../shared/contract/typed-as.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

/** The arithmetic that numbers of the open site were typed as; it belongs to a cell and the number it came to. */
export type TypedAsSlice = {
  readonly typedAs: { readonly siteId: string; readonly texts: ReadonlyMap<string, string> } | null
  readonly readTypedAs: () => Promise<void>
  /** A gesture with arithmetic is on its way: an editor that is opened at once knows it already. */
  readonly noteTypedAs: (gesture: Pick<Gesture, 'siteId' | 'typedAs' | 'moves'>) => void
}

export const typedAsKey = ({ lineId, period, value }: Omit<TypedAs, 'text'>): string => `${lineId} ${period} ${value}`

const textsOf = (list: readonly TypedAs[]) => list.map((one): [string, string] => [typedAsKey(one), one.text])

/** Arithmetic goes along with a number that is moved, and stands where it was too: the number may come back. */
function movedTexts(
  texts: ReadonlyMap<string, string>,
  moves: NonNullable<Gesture['moves']>,
): readonly [string, string][] {
  if (moves.length === 0 || texts.size === 0) return []
  const targets = new Map(moves.map(({ from, to }) => [`${from.lineId} ${from.period}`, to]))
  return [...texts].flatMap(([key, text]): [string, string][] => {
    const [lineId = '', period = '', value = ''] = key.split(' ')
    const to = targets.get(`${lineId} ${period}`)
    return to ? [[typedAsKey({ ...to, value: Number(value) }), text]] : []
  })
}

export const createTypedAsSlice =
  (bridge: Bridge): Slice<TypedAsSlice> =>
  (set, get) => ({
    typedAs: null,
    readTypedAs: async () => {
      const { siteId } = get().preferences
      if (siteId === null || get().typedAs?.siteId === siteId) return
      const texts = new Map<string, string>()
      set({ typedAs: { siteId, texts } })
      const reply = await ask(bridge, 'typedAs.read', { siteId })
      const { typedAs } = get()
      if (!reply.ok || typedAs?.siteId !== siteId) return // a number without its arithmetic is still the number
      set({ typedAs: { siteId, texts: new Map([...textsOf(reply.value), ...typedAs.texts]) } })
    },
    noteTypedAs: ({ siteId, typedAs: list = [], moves = [] }) => {
      const { typedAs } = get()
      if (list.length + moves.length === 0 || typedAs?.siteId !== siteId) return
      const moved = movedTexts(typedAs.texts, moves)
      set({ typedAs: { siteId, texts: new Map([...typedAs.texts, ...textsOf(list), ...moved]) } })
    },
  })
