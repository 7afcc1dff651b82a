export const writeStatisticsWorkbook = (..._: unknown[]): Promise<{ file: string; rows: number }> =>
  Promise.reject(new Error('next'))
