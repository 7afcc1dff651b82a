import { expect, test } from 'vitest'
import { LATEST_MS, NOBODY, QUIET_MS, type Seen, type WaitingSite, whoIsDue } from './who-is-due.ts'

/** Who is due at each look, from what waits then. */
function looks(all: readonly (readonly [at: number, waiting: Readonly<Record<string, number>>])[]): string[][] {
  let seen: Seen = NOBODY
  return all.map(([at, places]) => {
    const waiting = Object.entries(places).map(([siteId, newest]): WaitingSite => ({ siteId, newest }))
    const look = whoIsDue(seen, waiting, at)
    seen = look.seen
    return [...look.due]
  })
}

test('a site whose own commits pause is told of, though another one goes on committing', () => {
  expect(
    looks([
      [1_000, { '0427': 1 }],
      [1_200, { '0427': 1, '0612': 2 }],
      [1_400, { '0427': 1, '0612': 3 }],
      [1_000 + QUIET_MS, { '0427': 1, '0612': 4 }],
      [1_700, { '0612': 5 }],
      [1_700 + QUIET_MS, { '0612': 5 }],
    ]),
  ).toEqual([[], [], [], ['0427'], [], ['0612']])
})

test('many commits in a row are told of once, when they pause', () => {
  expect(
    looks([
      [0, { '0427': 1 }],
      [QUIET_MS - 1, { '0427': 7 }],
      [2 * QUIET_MS - 2, { '0427': 12 }],
      [3 * QUIET_MS - 3, { '0427': 12 }],
      [3 * QUIET_MS - 2, { '0427': 12 }],
    ]),
  ).toEqual([[], [], [], [], ['0427']])
})

test('a site that never pauses is told of after a while, and then again after as long', () => {
  const everyLook = Array.from({ length: 2 * (LATEST_MS / 200) + 3 }, (_, i) => [i * 200, { '0427': i }] as const)
  const told = looks(everyLook).flatMap((due, i) => (due.length === 0 ? [] : [i * 200]))
  expect(told).toEqual([LATEST_MS, 2 * LATEST_MS + 200])
})

test('a site somebody else has told of meanwhile is forgotten', () => {
  expect(
    looks([
      [0, { '0427': 1 }],
      [200, {}],
      [QUIET_MS, { '0427': 2 }],
      [2 * QUIET_MS, { '0427': 2 }],
    ]),
  ).toEqual([[], [], [], ['0427']])
})
