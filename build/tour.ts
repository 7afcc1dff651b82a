// `npm run tour`: builds the application and takes the tour through it on a desktop of its own.
import path from 'node:path'
import { bundle } from './bundle.ts'
import { runOnDesktop } from './desktop.ts'

process.exitCode = bundle() ? await runOnDesktop(path.resolve(import.meta.dirname, '../tests/tour/main.ts'), []) : 1
