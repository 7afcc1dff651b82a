/** A forecast cell about to be written: line, day or month, and the stored integer; null clears it. */
export type Write = { readonly lineId: string; readonly period: string; readonly value: number | null }
