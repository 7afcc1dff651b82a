// `npm run journeys`: whole journeys in the real application, in real windows. Needs `npm run build` first.
import path from 'node:path'
import { runOnDesktop } from './desktop.ts'

const root = path.resolve(import.meta.dirname, '..')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
process.exitCode = await runOnDesktop(vitest, ['run', '--config', 'tests/vitest.config.ts', ...process.argv.slice(2)])
