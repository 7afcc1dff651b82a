import { release } from 'node:os'
import { app } from 'electron'
import type { About } from '../../shared/contract/ipc.ts'
import type { Config } from '../config.ts'
import { keyStore } from './key-store.ts'

/** Which Frontline this is and what it runs on, for the person and their IT support; never a secret. */
export const about = async (config: Config, updates: string): Promise<About> => ({
  version: app.getVersion(),
  electron: process.versions.electron ?? '',
  chromium: process.versions['chrome'] ?? '',
  node: process.versions.node,
  system: `${process.platform} ${release()}, ${process.arch}`,
  keyStore: (await keyStore.keyStore()) ?? 'none: your pass phrase locks the store',
  folder: app.getPath('userData'),
  updates,
  settings: [...config.shown],
})
