import type { z } from 'zod'
import type { QueueItem, SiteSummary } from '../../../shared/contract/ipc.ts'
import { findGesture } from '../db/gestures.ts'
import { countOpen, openOperations } from '../db/operations.ts'
import { loadedYears } from '../db/scopes.ts'
import { visibleSites } from '../db/sites.ts'
import type { Database } from '../db/store.ts'
import { countNewComments } from './comments.ts'
import { markOf, shownOf } from './marks.ts'

/** The sites this person may see, with what waits in each. */
export const listSites = (
  db: Database,
  me: { readonly sub: string; readonly name: string },
): z.infer<typeof SiteSummary>[] =>
  visibleSites(db).map((site) => ({
    site,
    years: loadedYears(db, site.siteId),
    ...countOpen(db, site.siteId),
    newComments: countNewComments(db, site.siteId, me),
  }))

/** Every edited cell that is not the server's yet, oldest first; also of sites that may not be seen any more. */
export const listQueue = (db: Database): z.infer<typeof QueueItem>[] =>
  shownOf(openOperations(db)).map((op) => ({
    opId: op.opId,
    siteId: op.siteId,
    mark: markOf(op),
    value: op.value,
    base: op.baseValue,
    gesture: { id: op.gestureId, label: findGesture(db, op.gestureId)?.label ?? '' },
    editedAt: op.editedAt,
  }))
