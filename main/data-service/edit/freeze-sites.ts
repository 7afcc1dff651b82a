import { freezeObstacle } from '../../../shared/calc/review/freezable.ts'
import type { FreezeSites, FrozenSites } from '../../../shared/contract/review-sheet.ts'
import { yearOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { findAct, openActsOf } from '../db/acts.ts'
import { inLoggedTransaction } from '../db/logged-transaction.ts'
import { findReview } from '../db/reviews.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { knownSite } from '../read/known-site.ts'
import { projectedMoves } from '../read/projected-moves.ts'
import type { ActAuthor } from './make-act.ts'
import { storeAct } from './store-act.ts'

/**
 * Finalises and freezes a month at many sites in one step: for each that is approved two steps of its review, kept in
 * both copies to be sent like any other. The others are told with why, and nothing of them changes. Twice is once.
 */
export function freezeSites(db: Database, { month, months, sites }: FreezeSites, author: ActAuthor): FrozenSites {
  if (!author.mayEdit || !author.roles.includes('forecasting_admin'))
    throw new AppError('INSUFFICIENT_PERMISSIONS', 'Your role does not freeze a forecast of record.')
  return inLoggedTransaction(db, author.log, () =>
    sites.map(({ siteId, finaliseId, freezeId }) => {
      knownSite(db, siteId)
      if (findAct(db, freezeId)) return { siteId, left: null }
      const moves = projectedMoves(findReview(db, siteId), openActsOf(db, siteId), month, author.name)
      const state = moves.at(-1)?.state ?? 'draft'
      const left = freezeObstacle({ loaded: isLoaded(db, siteId, yearOf(month)), state })
      if (left !== null) return { siteId, left }
      const at = { siteId, period: month }
      const move = { comment: null, cells: [], seen: moves.length, asOfSeq: null }
      const steps = [
        { kind: 'move' as const, actId: finaliseId, ...at, action: 'finalise' as const, ...move },
        { kind: 'freeze' as const, actId: freezeId, ...at, months },
      ]
      for (const act of steps) storeAct(db, act, author)
      return { siteId, left: null }
    }),
  )
}
