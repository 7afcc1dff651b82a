import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startNodeProcess } from './node-process.ts'

/** Makes short-lived values until the room for them is as large as it gets, and tells its size in bytes. */
const TELLS_ITS_ROOM = `
  import { getHeapSpaceStatistics } from 'node:v8'
  const room = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size
  let [kept, largest] = [[], 0]
  for (let i = 0; i < 2_000_000; i += 1) {
    kept.push({ i, list: [i] })
    if (kept.length > 200_000) kept = []
    if (i % 1_000 === 0) largest = Math.max(largest, room())
  }
  process.send(largest)
`

test('the process that computes keeps little room for short-lived values, so that sweeping it is short', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'frontline-node-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const entry = path.join(folder, 'room.mjs')
  writeFileSync(entry, TELLS_ITS_ROOM)
  const channel = startNodeProcess(entry, process.execPath)
  const bytes = await new Promise<unknown>((told) => channel.onMessage(told))
  channel.stop()
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(12 * 1024 * 1024)
})
