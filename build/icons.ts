// `node build/icons.ts`: draws every icon of the installers from build/resources/icon.svg. The results are committed, so that
// packing needs neither a browser nor a tool from elsewhere; run it after changing the drawing.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import png2icons from 'png2icons'
import { chromium } from 'playwright'

const folder = path.resolve(import.meta.dirname, 'resources')
const drawing = readFileSync(path.join(folder, 'icon.svg'), 'utf8')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  const draw = async (size: number): Promise<Buffer> => {
    await page.setViewportSize({ width: size, height: size })
    const scaled = drawing.replace('width="1024" height="1024"', `width="${size}" height="${size}"`)
    await page.setContent(`<style>*{margin:0}svg{display:block}</style>${scaled}`)
    return page.screenshot({ omitBackground: true, type: 'png' })
  }
  for (const size of SIZES) writeFileSync(path.join(folder, `icons/${size}x${size}.png`), await draw(size))
  const large = await draw(1024)
  const files = {
    'icon.ico': png2icons.createICO(large, png2icons.BICUBIC, 0, false, true),
    'icon.icns': png2icons.createICNS(large, png2icons.BICUBIC, 0),
  }
  for (const [name, content] of Object.entries(files)) {
    if (content === null) throw new Error(`${name} could not be made`)
    writeFileSync(path.join(folder, name), content)
  }
} finally {
  await browser.close()
}
