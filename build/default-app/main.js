// Stand-in for Electron's own default_app.asar, which the fallback runtime lacks:
// `electron [-r module]... <folder or file>` loads the application found there.
// It is an ES module with a top-level await so that `ready` waits for the application's main module.
import fs from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

let file
const preload = []
const argv = process.argv.slice(1)
for (let i = 0; i < argv.length; i += 1) {
  const arg = argv[i]
  if (arg === '-r' || arg === '--require') preload.push(argv[(i += 1)])
  else if (arg === '-v' || arg === '--version') {
    console.log(`v${process.versions.electron}`)
    process.exit(0)
  } else if (!arg.startsWith('-')) {
    file = path.resolve(arg)
    break
  }
}
if (!file) {
  console.error('usage: electron <folder or file>')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
if (preload.length > 0) Module._preloadModules(preload)

const manifest = path.join(file, 'package.json')
let root = path.dirname(file)
if (fs.existsSync(manifest)) {
  const { version, productName, name, desktopName } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  root = file
  if (version) app.setVersion(version)
  if (productName ?? name) app.setName(productName ?? name)
  if (desktopName) app.setDesktopName(desktopName)
}
app.setAppPath(root)
try {
  await import(pathToFileURL(Module._resolveFilename(file, null, true)).href)
} catch (error) {
  console.error('App threw an error during load\n', error)
  process.exit(1)
}
