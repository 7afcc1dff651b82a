import type { Cast } from './play.ts'
import { MORE_VARIANTS, VARIANTS } from './variants.ts'

/** Casts by name, because a worker thread is told a name. `product` is what ships. */
export const CASTS: Readonly<Record<string, Cast>> = { product: {}, ...VARIANTS, ...MORE_VARIANTS }
