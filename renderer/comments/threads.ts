import type { AskedCell, Remarks, ShownComment } from '../../shared/contract/comments.ts'
import type { Place } from '../grid/grid-sheet.ts'

/** A comment with what was answered to it, oldest first. */
export type Thread = {
  readonly first: ShownComment
  readonly all: readonly ShownComment[]
  readonly isSettled: boolean
}

const isAt = (one: Place, { lineId, period }: Place): boolean => one.lineId === lineId && one.period === period

/** Comments as threads, in the order they were begun; the last word that was not refused settles or reopens one. */
export function threadsOf(comments: readonly ShownComment[]): Thread[] {
  const byId = new Map(comments.map((one) => [one.id, one]))
  const rootOf = (one: ShownComment): ShownComment => {
    const asked = one.answers === null ? undefined : byId.get(one.answers)
    return asked === undefined || asked.id === one.id ? one : rootOf(asked)
  }
  const threads = new Map<string, ShownComment[]>()
  for (const one of comments) {
    const root = rootOf(one)
    threads.set(root.id, [...(threads.get(root.id) ?? []), one])
  }
  return [...threads.values()].flatMap((all) => {
    const first = all[0]
    if (first === undefined) return []
    return [{ first, all, isSettled: all.findLast(({ state }) => state !== 'refused')?.settles ?? false }]
  })
}

export const threadsAt = (comments: readonly ShownComment[], place: Place): Thread[] =>
  threadsOf(comments.filter((one) => isAt(one, place)))

/** The threads that nobody settled, newest word first. */
export const openThreads = (comments: readonly ShownComment[]): Thread[] =>
  threadsOf(comments)
    .filter(({ isSettled }) => !isSettled)
    .toSorted((a, b) => ((b.all.at(-1)?.at ?? '') > (a.all.at(-1)?.at ?? '') ? 1 : -1))

/** What a return asks about a cell; undefined for most. */
export const askedAt = (asked: readonly AskedCell[], place: Place): AskedCell | undefined =>
  asked.find((one) => isAt(one, place))

/** What is marked on a cell of a grid. */
export type Remark = { readonly comments: number; readonly isAsked: boolean }

/** The marked cells of a site by `line|period`: comments of threads that are open, and open questions of a return. */
export function remarksByCell({ comments, asked }: Remarks): ReadonlyMap<string, Remark> {
  const marked = new Map<string, Remark>()
  const at = (place: Place) => marked.get(remarkKey(place)) ?? { comments: 0, isAsked: false }
  for (const { first, all } of openThreads(comments))
    marked.set(remarkKey(first), { ...at(first), comments: at(first).comments + all.length })
  for (const cell of asked) if (!cell.isDone) marked.set(remarkKey(cell), { ...at(cell), isAsked: true })
  return marked
}

export const remarkKey = ({ lineId, period }: Place): string => `${lineId}|${period}`
