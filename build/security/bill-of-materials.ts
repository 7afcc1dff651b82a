import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Component = { readonly name: string; readonly version: string; readonly licenses: readonly string[] }
export type Bill = { readonly components: readonly Component[] }

type Manifest = {
  readonly name: string
  readonly version: string
  readonly license?: string | { readonly type?: string }
  readonly licenses?: readonly { readonly type?: string }[]
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Packages the window, main and the data service import, as the sources say it; the server has its own list. */
function importedBy(root: string): string[] {
  const files = ['main', 'preload', 'renderer', 'shared'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => path.join(root, folder, file)),
  )
  const named = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'((?:@[\w-]+\/)?[\w.-]+)(?:\/[^']*)?'/g)].map(
      (match) => match[1] ?? '',
    ),
  )
  return [...new Set(named)].filter((name) => !name.startsWith('.') && !name.startsWith('node:') && name !== 'electron')
}

/** Everything that ships with the application: what it imports and what that needs, with versions and licences. */
export function billOfMaterials(root: string): Bill {
  const found = new Map<string, Component>()
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from, root)
    if (folder === undefined || found.has(folder)) return
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest
    found.set(folder, { name, version: manifest.version, licenses: licensesOf(manifest) })
    for (const needed of Object.keys(manifest.dependencies ?? {})) visit(needed, folder)
  }
  for (const name of importedBy(root)) visit(name, root)
  const components = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return { components }
}

/** Where Node would find a package from a folder; the nearest `node_modules` upwards. */
function folderOf(name: string, from: string, root: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const place = path.join(folder, 'node_modules', name)
    try {
      readFileSync(path.join(place, 'package.json'))
      return place
    } catch {
      if (folder === root || folder === path.dirname(folder)) return undefined
    }
  }
}

function licensesOf({ license, licenses }: Manifest): string[] {
  const named =
    typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '))
  return (named ?? 'unknown').replaceAll(/[()]/g, '').split(/ OR /i)
}
