import { useContext, useEffect, useRef } from 'react'
import { must } from '../../shared/core/bug.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { StoreContext } from '../store/app-store.ts'
import { mountSheet, type SheetReader } from './mount-sheet.ts'

/** The grid of a page. Give it a new React key when site, period or columns become others. */
export function SheetGridView<S extends GridSheet>({ read }: { readonly read: SheetReader<S> }) {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => mountSheet(must(root.current, 'mounted'), store, read), [store, read])
  return <div className="grid" ref={root} data-region="grid" data-testid="grid" />
}
