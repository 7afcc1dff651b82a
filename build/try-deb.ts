// `npm run try-deb`: the deb of `npm run pack -- deb` on a bare Debian, driven as a person would (tests/installers/deb.ts).
import path from 'node:path'
import { runOnDesktop } from './desktop.ts'

process.exitCode = await runOnDesktop(
  path.resolve(import.meta.dirname, '../tests/installers/deb.ts'),
  process.argv.slice(2),
)
