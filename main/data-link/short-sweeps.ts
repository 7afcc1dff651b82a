/**
 * How V8 keeps short-lived values in the process that computes: in little room, swept often and briefly. With the 32 MB
 * a Node takes by itself one keystroke in eighty waited 7 ms for a sweep; with these 4 MB the longest ordinary sweep
 * takes 1–3 ms, and computing many sites takes as long as before (`tests/bench/calculation.ts`).
 */
export const SHORT_SWEEPS = '--max-semi-space-size=4'
