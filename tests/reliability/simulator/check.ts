import type { ModelLaptop } from './model-laptop.ts'
import { type Commit, type ModelServer } from './model-server.ts'
import { type Place, placeKey, PLACES, SITES, twinOf } from './world.ts'

type Healed = { readonly server: ModelServer; readonly laptops: readonly ModelLaptop[] }

/** The clauses of sync.md 4.1 over a healed world; each violation begins with the name of its clause. */
export function check({ server, laptops }: Healed): string[] {
  return [
    ...server.complaints,
    ...laptops.flatMap((laptop) => laptop.complaints),
    ...server.log.flatMap((commit) => blindOverwrite(commit, laptops)),
    ...brokenPairs(server),
    ...laptops.flatMap((laptop) => actsOf(laptop, server)),
    ...laptops.flatMap((laptop) => PLACES.flatMap((place) => cellOf(laptop, place, server))),
  ]
}

/** Nobody wrote over a value that they had not in view when they typed. */
function blindOverwrite({ key, by, groupId, before, seq }: Commit, laptops: readonly ModelLaptop[]): string[] {
  if (groupId === '' || before === null || before.by === by) return []
  const sight = laptops.find((laptop) => laptop.sub === by)?.sights.get(`${groupId}|${key}`)
  if (by === 'office' || sight?.has(before.value) === true) return []
  return [`blindOverwrite: ${by} wrote over ${before.value} of ${before.by} in ${key} at ${seq}`]
}

/** Of two ways to say one thing the server holds one. */
const brokenPairs = (server: ModelServer): string[] =>
  PLACES.flatMap((place) => {
    const twin = twinOf(place)
    if (twin === null) return []
    const both = [place, twin].map((one) => server.cells.get(`${placeKey(one)}|forecast`)?.value ?? null)
    return both.includes(null) ? [] : [`brokenPair: ${placeKey(place)} says ${both.join(' and ')}`]
  })

/** Every step of a review that was kept is answered, visibly, and an accepted one is the server's once (decision 15). */
function actsOf(laptop: ModelLaptop, server: ModelServer): string[] {
  const lost = laptop.acts.flatMap(({ actId, siteId }) => {
    const found = laptop.kept.findAct(actId)
    const held = server.review(siteId).moves.filter(({ comment }) => comment === actId).length
    if (found?.state === 'refused' && found.message !== null) {
      return held > 0 ? [`falseRefusal: ${laptop.sub} ${actId}`] : []
    }
    if (found?.state !== 'accepted') return [`lostAct: ${laptop.sub} ${actId} is ${found?.state ?? 'gone'}`]
    return held === 1 ? [] : [`ackedActVanished: ${laptop.sub} ${actId} is there ${held} times`]
  })
  const stale = SITES.filter(({ siteId }) => {
    const [mine, theirs] = [laptop.kept.reviewOf(siteId)?.moves ?? [], server.review(siteId).moves]
    return mine.map(({ comment }) => comment).join() !== theirs.map(({ comment }) => comment).join()
  })
  return [...lost, ...stale.map(({ siteId }) => `reviewDiverged: ${laptop.sub} ${siteId}`)]
}

function cellOf(laptop: ModelLaptop, place: Place, server: ModelServer): string[] {
  const where = `${laptop.sub} ${placeKey(place)}`
  const held = server.cells.get(`${placeKey(place)}|forecast`)
  const base = laptop.kept.baseOf(place)
  const found: string[] = []
  if (base.ver !== (held?.ver ?? 0) || base.value !== (held?.value ?? null)) {
    found.push(`diverged: ${where} has ${base.value} v${base.ver}, the server ${held?.value} v${held?.ver}`)
  }
  const written = server.bySeq.get(base.seq)
  if (base.seq > 0 && written && (written.value !== base.value || written.key !== placeKey(place))) {
    found.push(`versionForked: ${where} at ${base.seq}`)
  }
  return [...found, ...editsOf(laptop, place, server, where)]
}

function editsOf(laptop: ModelLaptop, place: Place, server: ModelServer, where: string): string[] {
  const open = laptop.kept.openOf(place)
  if (open.some((op) => op.state === 'pending' || op.state === 'inflight')) return [`notDrained: ${where}`]
  if (open.length > 1) return [`lostEdit: ${where} has ${open.length} open edits`]
  const typed = laptop.typed.get(placeKey(place))
  const [last] = laptop.kept.log(place)
  if (!typed) return []
  if (!last || last.value !== typed.value) return [`lostEdit: ${where} typed ${typed.value}, kept ${last?.value}`]
  const commits = server.log.filter((commit) => commit.key === placeKey(place))
  const isHeld = (value: number | null): boolean =>
    (server.cells.get(`${placeKey(place)}|forecast`)?.value ?? null) === value ||
    commits.some((commit) => commit.value === value && !server.vanished.has(commit.opId))
  switch (last.state) {
    case 'conflict': {
      const held = server.cells.get(`${placeKey(place)}|forecast`)?.value ?? null
      if (last.theirs?.value !== held) return [`lostEdit: ${where} shows ${last.theirs?.value}, the server has ${held}`]
      return last.value === held ? [`spuriousConflict: ${where} both are ${held}`] : []
    }
    case 'rejected':
      return last.code === null ? [`lostEdit: ${where} was refused without a reason`] : []
    case 'applied':
      if (!commits.some((commit) => commit.opId === last.opId)) return [`lostEdit: ${where} was never committed`]
      if (!server.vanished.has(last.opId) || isHeld(last.value)) return []
      return [`ackedEditVanished: ${where} ${last.opId}`]
    case 'same':
      if (last.value === last.baseValue && !hasOwnChange(laptop, place, server)) return [] // they agreed, no more
      if (last.value === null || isHeld(last.value)) return []
      return [`ackedEditVanished: ${where} ${last.value} was the server’s, and is not`]
    default:
      return [`lostEdit: ${where} gave way to nothing (${last.state})`]
  }
}

/** The value a person agreed with at last was a change of their own, which a restore took away. */
function hasOwnChange(laptop: ModelLaptop, place: Place, server: ModelServer): boolean {
  const log = laptop.kept.log(place)
  for (const op of log) {
    if (op.state === 'superseded' && op.theirs === null) continue // never sent, or merged again under a new id
    if (op.value !== log[0]?.value) return false
    if (op.state === 'applied' && server.vanished.has(op.opId)) return true
  }
  return false
}
