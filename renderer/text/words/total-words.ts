/** What is said in the row of totals of keys that mean nothing for a total, each with what to do instead. */
export const totalWords = {
  notCleared: 'A total is cleared by the cells it adds up. Ctrl+Space chooses its column, then Delete clears that.',
  notCut: 'A total cannot be moved. Copy it with Ctrl+C, or choose the cells it adds up with Ctrl+Space.',
  notFilled: 'A total takes no number from the cell above. Type or paste one: it is spread over what it adds up.',
  alone: 'A total is chosen alone. Go up to choose several cells; Ctrl+Space chooses its column.',
} as const
