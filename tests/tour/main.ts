// `npm run tour`: the whole main job, unattended, in the real application. One line a step, with its time.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { Tour } from './tour.ts'

const folder = path.resolve(import.meta.dirname, '../../out/tour')
rmSync(folder, { recursive: true, force: true })

const tour = new Tour(folder)
const start = performance.now()
try {
  for (const [what, step] of tour.steps()) {
    const from = performance.now()
    process.stdout.write(`tour: ${what} … `)
    try {
      const seen = await step()
      console.log(`${Math.round(performance.now() - from)} ms${seen ? ` (${seen})` : ''}`)
    } catch (error) {
      console.log('FAILED')
      await tour.pictureOfFailure()
      throw error
    }
  }
  console.log(`tour: done in ${((performance.now() - start) / 1000).toFixed(1)} s; pictures and workbook in out/tour/`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await tour.close()
}
