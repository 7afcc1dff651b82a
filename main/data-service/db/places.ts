import { NO_PLACES, Places } from '../../../shared/contract/places.ts'
import { readMeta, writeMeta } from './meta.ts'
import type { Database } from './store.ts'

/** Where the person left the workbench; nowhere when that is not there, or an older Frontline wrote it otherwise. */
export function readPlaces(db: Database): Places {
  const kept = readMeta(db, 'places')
  if (kept === undefined) return NO_PLACES
  try {
    return Places.safeParse(JSON.parse(kept)).data ?? NO_PLACES
  } catch {
    return NO_PLACES // not JSON: nobody's number, so nothing to tell
  }
}

export const writePlaces = (db: Database, places: Places): void => writeMeta(db, 'places', JSON.stringify(places))
