import { realpath } from 'node:fs/promises'
import path from 'node:path'

/** What the window may load, by ending. Anything else is not there. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export type AppFile = { readonly file: string; readonly type: string }

/** The file an `app://` address names inside a folder; null when it is not one of ours or would lead out of it (security.md 6). */
export async function appFile(folder: string, host: string, address: string): Promise<AppFile | null> {
  try {
    const name = namedPath(host, address)
    if (name === null) return null
    const type = TYPES[path.extname(name)]
    const root = await realpath(folder)
    const file = await realpath(path.join(root, name))
    return type !== undefined && file.startsWith(root + path.sep) ? { file, type } : null
  } catch {
    return null // not an address, or no such file
  }
}

/** The path an address names, as it is spelt; null when it is another's, or its spelling leads anywhere but down. */
export function namedPath(host: string, address: string): string | null {
  const url = new URL(address)
  if (url.host !== host) return null
  const name = decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)
  return name.includes('\0') || name.includes('\\') || name.split('/').includes('..') ? null : name
}
