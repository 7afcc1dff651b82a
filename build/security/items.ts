import { DATA_ITEMS } from './data-items.ts'
import type { Item } from './item.ts'
import { WINDOW_ITEMS } from './window-items.ts'

/** What has to hold, item by item; the number of an item is its place, from 1. docs/security.md says of whom it protects what. */
export const ITEMS: readonly Item[] = [...WINDOW_ITEMS, ...DATA_ITEMS]
