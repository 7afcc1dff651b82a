import { formatCount } from '../format.ts'

/** `1 change`, `12 changes`. */
export const count = (n: number, one: string, many: string): string => `${formatCount(n)} ${n === 1 ? one : many}`
export const changes = (n: number): string => count(n, 'change', 'changes')
