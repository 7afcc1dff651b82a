// `npm run bench`: measures the calculation and the API, then builds the application and measures its window on this machine.
// Every figure stands beside a peer of the same run; nothing here passes or fails.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { SHORT_SWEEPS } from '../main/data-link/short-sweeps.ts'
import { bundle } from './bundle.ts'
import { runOnDesktop } from './desktop.ts'

const bench = (name: string): string => path.resolve(import.meta.dirname, '../tests/bench', name)

// What runs on a laptop is measured as the data service runs there.
const onLaptop = ['calculation.ts', 'spreadsheet.ts', 'laptop-pl.ts', 'export.ts'].map((name) => [
  SHORT_SWEEPS,
  bench(name),
])
const withoutWindow = [...onLaptop, [bench('api.ts')]].every(
  (args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0,
)
const isBuilt = withoutWindow && bundle()
process.exitCode = isBuilt
  ? (await runOnDesktop(bench('window.ts'), [])) || (await runOnDesktop(bench('grids.ts'), []))
  : 1
