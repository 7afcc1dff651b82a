/** Long enough that a key is painted before what follows from it is read again. */
const GATHERED_MS = 50

/** Hears once, a moment later, what is told several times in quick succession. */
export function gathered<T>(
  hear: (told: readonly T[]) => void,
  later: (work: () => void, ms: number) => void = (work, ms) => void setTimeout(work, ms),
): (one: T) => void {
  let told: T[] = []
  return (one) => {
    told.push(one)
    if (told.length > 1) return
    later(() => {
      const all = told
      told = []
      hear(all)
    }, GATHERED_MS)
  }
}
