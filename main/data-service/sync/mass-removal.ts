import type { MassRemoval } from '../../../shared/contract/ipc.ts'
import { AppError } from '../../../shared/core/errors.ts'
import type { ScopeState } from '../db/scopes.ts'
import { decided } from './scope-steps.ts'
import type { SyncStore } from './sync-store.ts'

/** What waits for a person's word before it is removed (sync.md 3.5). */
export const massRemovalOf = ({ scopeId, siteId, year, removal }: ScopeState): MassRemoval => ({
  scopeId,
  siteId,
  year,
  cells: removal,
})

/** Writes down what a person decided; the scope is fetched again either way. */
export function decideRemoval(store: SyncStore, scopeId: string, remove: boolean): void {
  store.transaction(() => {
    const scope = store.findScope(scopeId)
    if (!scope || scope.removal <= 0) {
      throw new AppError('NOT_FOUND', 'There is nothing to decide any more: the server’s data has changed since.')
    }
    store.saveScope(decided(scope, remove))
  })
}
