/** Work cut into steps of a few milliseconds; between two of them everything else may take its turn. */
export type Steps<T> = Generator<undefined, T>

/** Does all steps at once, where nobody waits. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** Does the steps one by one and gives way after each. Throws the signal's reason when it is stopped. */
export async function givingWay<T>(steps: Steps<T>, signal: AbortSignal): Promise<T> {
  let step = steps.next()
  while (step.done !== true) {
    await new Promise(setImmediate)
    signal.throwIfAborted()
    step = steps.next()
  }
  return step.value
}
