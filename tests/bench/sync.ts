// The first sync of a million cells, killed and resumed, and a hundred laptops on three sites (sync.md G7, G8), as hard
// as the goals are stated, with their figures: `node tests/bench/sync.ts`. Not a test: it judges nothing, it prints.
import { loadavg } from 'node:os'
import { G7 } from '../reliability/g7-hundred-laptops.ts'
import { G8 } from '../reliability/g8-first-sync.ts'

console.log(`load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`)
for (const [name, goal] of [
  ['First sync', G8],
  ['A hundred laptops', G7],
] as const) {
  console.log(`${name.padEnd(18)} ${(await goal.run('full', 1)).figure}`)
}
