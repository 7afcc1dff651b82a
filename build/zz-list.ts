import { readFileSync, writeFileSync } from 'node:fs'
import { survivorsAgainst } from './survivors.ts'
const out: unknown[] = []
const rows: unknown[] = []
for (const name of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(`/tmp/mutants/${name}.json`, 'utf8'))
  const mutants = Object.entries<any>(report.files).flatMap(([file, x]) =>
    x.mutants.filter((m: any) => !['Ignored', 'Pending'].includes(m.status)).map((m: any) => ({
      file, mutator: m.mutatorName, replacement: m.replacement, isKilled: !['Survived', 'NoCoverage'].includes(m.status), source: x.source, location: m.location,
    })))
  const { unexplained, rows: r } = survivorsAgainst(mutants, [])
  out.push(...unexplained); rows.push([name, r.at(-1)])
}
writeFileSync('/tmp/mutants/all.json', JSON.stringify(out, null, 1))
console.log(rows, out.length)
