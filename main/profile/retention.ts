import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readJson, writePrivate } from './private-file.ts'

const LastUse = z.object({ at: z.iso.datetime(), unsent: z.number().int().min(0) })
const A_DAY = 24 * 60 * 60 * 1000
const AN_HOUR = 60 * 60 * 1000

const fileOf = (folder: string): string => path.join(folder, 'last-use.json')

/** Writes down that a person's store was used, and how many edits are in it only; at most once an hour when nothing changed. */
export function noteUse(folder: string, unsent: number, now: number): void {
  const before = readJson(fileOf(folder), LastUse)
  if (before?.unsent === unsent && Math.abs(now - Date.parse(before.at)) < AN_HOUR) return
  if (existsSync(folder)) writePrivate(fileOf(folder), JSON.stringify({ at: new Date(now).toISOString(), unsent }))
}

/** How many edits were in a person's store only when it was last used; 0 when that is not known. */
export const unsentAtLastUse = (folder: string): number => readJson(fileOf(folder), LastUse)?.unsent ?? 0

/**
 * Erases what people left on this laptop that nobody used for so many days, when everything of it is at the server
 * (0 days: never). A store with edits of its own, or of which that is not known, stays. Gives how many went.
 */
export function eraseUnused(root: string, days: number, now: number): number {
  if (days === 0 || !existsSync(root)) return 0
  const unused = readdirSync(root).filter((name) => {
    if (!/^[0-9a-f]{32}$/.test(name)) return false
    const last = readJson(fileOf(path.join(root, name)), LastUse)
    return last !== undefined && last.unsent === 0 && now - Date.parse(last.at) > days * A_DAY
  })
  for (const name of unused) rmSync(path.join(root, name), { recursive: true, force: true })
  return unused.length
}
