import { z } from 'zod'

/** One mutant that no test needs to notice: where, and what became what. Long texts are cut in the middle. */
const Survivor = z.strictObject({
  file: z.string(),
  /** The function or constant of the file around it. */
  in: z.string(),
  mutator: z.string(),
  original: z.string(),
  replacement: z.string(),
})
export type Survivor = z.infer<typeof Survivor>

/** `tests/mutation/survivors.json`: survivors by the reason why they may survive. */
export const ExplainedSurvivors = z.array(
  z.strictObject({ why: z.string().min(20), mutants: z.array(Survivor).min(1) }),
)
export type ExplainedSurvivors = z.infer<typeof ExplainedSurvivors>

type Place = { readonly line: number; readonly column: number }
/**
 * A mutant that was tried; lines and columns of its place in the source count from 1. One that ran into the time limit
 * counts as killed, but on a busy machine it may be a survivor: its explanation stays.
 */
export type Mutant = {
  readonly file: string
  readonly mutator: string
  readonly replacement: string
  readonly outcome: 'killed' | 'timeout' | 'survived'
  readonly source: string
  readonly location: { readonly start: Place; readonly end: Place }
}

/** A row of the table; the score is the percentage of mutants that were killed. */
export type Row = {
  readonly file: string
  readonly mutants: number
  readonly killed: number
  readonly survived: number
  readonly score: string
}

/**
 * Counts mutants by file and compares the survivors with the explained ones: which are not explained, and which
 * explanations of these files speak of a mutant that is killed or gone. Each explanation covers one survivor.
 */
export function survivorsAgainst(
  mutants: readonly Mutant[],
  explained: ExplainedSurvivors,
): { readonly rows: readonly Row[]; readonly unexplained: readonly Survivor[]; readonly gone: readonly Survivor[] } {
  const files = [...new Set(mutants.map(({ file }) => file))].sort()
  const left = explained.flatMap((group) => group.mutants).filter(({ file }) => files.includes(file))
  const isExplained = (survivor: Survivor): boolean => {
    const at = left.findIndex((entry) => keyOf(entry) === keyOf(survivor))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const found = (outcome: Mutant['outcome']) => mutants.filter((mutant) => mutant.outcome === outcome).map(survivorOf)
  const unexplained = found('survived').filter((survivor) => !isExplained(survivor))
  for (const slow of found('timeout')) isExplained(slow)
  const rows = files.map((file) =>
    rowOf(
      file,
      mutants.filter((mutant) => mutant.file === file),
    ),
  )
  return { rows: [...rows, rowOf('all', mutants)], unexplained, gone: left }
}

function rowOf(file: string, mutants: readonly Mutant[]): Row {
  const killed = mutants.filter(({ outcome }) => outcome !== 'survived').length
  const score = mutants.length === 0 ? '' : `${((killed / mutants.length) * 100).toFixed(1)} %`
  return { file, mutants: mutants.length, killed, survived: mutants.length - killed, score }
}

const keyOf = ({ file, in: around, mutator, original, replacement }: Survivor): string =>
  JSON.stringify([file, around, mutator, original, replacement])

function survivorOf({ file, mutator, replacement, source, location: { start, end } }: Mutant): Survivor {
  const lines = source.split('\n')
  const mutated = lines.slice(start.line - 1, end.line)
  mutated[mutated.length - 1] = mutated.at(-1)?.slice(0, end.column - 1) ?? ''
  mutated[0] = mutated[0]?.slice(start.column - 1) ?? ''
  const names = lines.slice(0, start.line).map((line) => /^(?:export )?(?:function|const) (\w+)/.exec(line)?.[1])
  const around = names.findLast((name) => name !== undefined) ?? ''
  return { file, in: around, mutator, original: shortened(mutated.join('\n')), replacement: shortened(replacement) }
}

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 80)} … ${line.slice(-30)}` : line
}
