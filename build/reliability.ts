// `npm run reliability`: plays the reliability goals of the laptop and its sync, and puts known faults in to see that
// each is noticed. `-- G3 G4` plays some, `-- --full` as hard as the goals are stated, `-- --seed 7` the same again.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const goals = path.resolve(import.meta.dirname, '../tests/reliability/main.ts')
const done = spawnSync(process.execPath, [goals, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = done.status ?? 1
