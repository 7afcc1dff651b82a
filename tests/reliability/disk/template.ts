import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openStore } from '../../../main/data-service/db/open.ts'
import { A_KEY } from '../../support/data-service.ts'
import { loadSite } from './typing.ts'

/** A folder on a real disk that is gone afterwards; beside it as many copies of a store as are asked for. */
export async function withStores<T>(work: (copy: () => string, root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), 'frontline-goal-'))
  try {
    const template = path.join(root, 'template')
    const store = await openStore(template, A_KEY)
    loadSite(store)
    store.close()
    let copies = 0
    const copy = (): string => {
      copies += 1
      const folder = path.join(root, `store-${copies}`)
      cpSync(template, folder, { recursive: true })
      return folder
    }
    return await work(copy, root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
