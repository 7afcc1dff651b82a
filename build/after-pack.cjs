const fs = require('node:fs')
const path = require('node:path')

/** Electron's own start page comes along from a folder of it; nothing of it belongs into what is shipped. */
exports.default = async ({ appOutDir }) => {
  fs.rmSync(path.join(appOutDir, 'resources/default_app.asar'), { force: true })
}
