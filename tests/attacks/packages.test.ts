import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { billOfMaterials } from '../../build/security/bill-of-materials.ts'

const root = path.resolve(import.meta.dirname, '../..')
type Locked = {
  version?: string
  integrity?: string
  link?: boolean
  resolved?: string
  license?: string
  optional?: boolean
}
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}
const installed = Object.entries(lock.packages).filter(
  ([place, { link }]) => place.startsWith('node_modules/') && !link,
)
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

test('every package that is installed is named by its hash, and our own by its exact version', () => {
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([])
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([name, version]) => name !== '@types/node' && !/^(file:build\/|npm:.+@)?\d*[\w.-]*$/.test(version),
  )
  expect(loose).toEqual([])
})

test('a workbook parser that is not kept any more is not among the packages', () => {
  expect(installed.map(([place]) => place).filter((place) => place.endsWith('node_modules/xlsx'))).toEqual([])
})

/** Licences that ask nothing of those who ship a closed application but to name them. */
const FREE =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Zlib|Python-2\.0|WTFPL)$/

test('what ships is under licences that let it, each with its text at hand', () => {
  const bill = billOfMaterials(root)
  expect(bill.components.length).toBeGreaterThan(20)
  const asked = bill.components.filter(
    ({ licenses }) => !licenses.some((either) => either.split(/ AND /i).every((one) => FREE.test(one))),
  )
  expect(asked.map(({ name, licenses }) => `${name}: ${licenses.join()}`)).toEqual([])
  for (const name of ['react', 'ag-grid-community', 'better-sqlite3', 'openid-client', 'axios'])
    expect(bill.components.map((component) => component.name)).toContain(name)
})

test('no package under a licence that binds what ships with it gets into the bundles', () => {
  const bundles = ['out/main/index.js', 'out/main/data-service.mjs'].filter((file) => existsSync(path.join(root, file)))
  for (const file of bundles) expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/HyperFormula/)
  expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3'])
})
