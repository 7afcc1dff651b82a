// `npm run bench`: builds the application and measures it on this machine; prints ratios to a peer of the same run.
import path from 'node:path'
import { bundle } from './bundle.ts'
import { runOnDesktop } from './desktop.ts'

process.exitCode = bundle() ? await runOnDesktop(path.resolve(import.meta.dirname, '../tests/bench/window.ts'), []) : 1
