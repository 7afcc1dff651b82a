/** Stops on something that cannot happen; never used for what a person can meet (that is an AppError). */
export function bug(why: string): never {
  throw new Error(`Bug: ${why}`)
}

/** Ends a `switch` over a tagged union: a new case does not compile until it is handled. */
export function unreachable(value: never): never {
  return bug(`unhandled case ${JSON.stringify(value)}`)
}

/** The value, when the code around makes its absence impossible. */
export function must<T>(value: T | null | undefined, why: string): T {
  return value ?? bug(why)
}
