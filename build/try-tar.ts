// `npm run try-tar`: the tar.gz of `npm run pack -- tar.gz`, unpacked and driven as a person would (tests/installers/tar.ts).
import path from 'node:path'
import { runOnDesktop } from './desktop.ts'

process.exitCode = await runOnDesktop(path.resolve(import.meta.dirname, '../tests/installers/tar.ts'), [])
