import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import type { SiteMaster } from '../../shared/contract/reference.ts'
import type { ImportReport } from '../../shared/contract/imports.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { ActResult, ReasonPart } from '../../shared/contract/review.ts'
import type { SubmissionState } from '../../shared/contract/workflow.ts'
import type { EventType } from '../events/forecast-event.ts'
import type { OpResult } from '../../shared/contract/sync.ts'

/** The current state of every cell; one row a cell, never deleted, so that no feed can miss a removal. */
type CellTable = {
  site_id: string
  /** Day or month, as the line's grain says. */
  period: string
  line_id: string
  scenario: Scenario
  /** Fiscal year of the period: with the site it is the sync scope. */
  year: number
  value: number | null
  ver: number
  seq: number
  deleted: boolean
  by_sub: string
  by_name: string
  op_id: string | null
  at: Date
}

/** Every change a person made to a cell, for good (domain.md 10.5): the database itself refuses to alter a row. */
type CellAuditTable = {
  seq: number
  site_id: string
  period: string
  line_id: string
  scenario: Scenario
  op_id: string | null
  group_id: string | null
  sub: string
  name: string
  device_id: string | null
  source: string
  base_ver: number
  ver: number
  before: number | null
  after: number | null
  /** The author's clock, told but never used for ordering. */
  edited_at: Date | null
  received_at: Date
}

/** A laptop one person uses; `proofs` prove to it that it was marked as lost. */
type LaptopTable = {
  sub: string
  device_id: string
  name: string
  first_seen_at: Date
  last_seen_at: Date
  lost_at: Date | null
  lost_by: string | null
  proofs: ColumnType<{ halfId: string; proof: string }[], string | undefined, string>
}

/** The answer each pushed operation got, stored with its effect (sync.md 3.3 rule 2). */
type OpResultTable = {
  sub: string
  device_id: string
  op_id: string
  body_hash: string
  result: ColumnType<OpResult, string, never>
  received_at: Date
}

/** The latest calculations of each person, see `results.ts`. */
type ResultTable = {
  id: string
  place: ColumnType<number, never, never>
  sub: string
  calculation: string
  inputs: ColumnType<Record<string, unknown>, string, never>
  result: ColumnType<Record<string, unknown>, string, never>
  created_at: Date
}

export type Tables = {
  region: { region_id: string; name: string }
  district: { district_id: string; name: string; region_id: string }
  site: {
    site_id: string
    name: string
    district_id: string
    total_rooms: number
    contract_types: ColumnType<string[], string, string>
    master: ColumnType<Partial<SiteMaster>, string | undefined, string>
    reference_ver: Generated<number>
  }
  /** What a site earns by contract (domain.md 1.3), in the shape of `POST /calculate`. */
  contract: {
    site_id: string
    terms: ColumnType<unknown, string, string>
    ver: number
    by_sub: string
    at: Date
  }
  job_family: {
    family_id: string
    name: string
    description: Generated<string>
    salaried: boolean
    active: Generated<boolean>
  }
  job_code: { code: string; title: string; family_id: string; active: Generated<boolean> }
  site_job: {
    site_id: string
    code: string
    /** Exact decimals, as text. */
    average_rate: string | null
    employees: number
    annual_salary: string | null
    at: Date
  }
  /** Settings of the system, one row a name, see `shared/contract/config.ts`. */
  config: {
    name: string
    value: ColumnType<unknown, string, string>
    ver: number
    by_sub: string
    at: Date
  }
  /** Computed years, kept so that a rollup adds them up; `basis` says what each was computed from. */
  site_year: {
    site_id: string
    year: number
    basis: string
    result: ColumnType<unknown, string, string>
    at: Date
  }
  /** The latest figure of each key of a source of data, see `server/import`. */
  source_fact: {
    feed: string
    site_id: string
    period: string
    code: string
    kind: string
    /** Exact, as text. */
    value: string
    run_id: string
    /** Of the run's file. */
    line: number | null
  }
  import_run: {
    id: string
    feed: string
    file_name: string
    file_hash: string
    state: 'running' | 'done' | 'failed'
    /** Rows of the file that are in. */
    watermark: number
    report: ColumnType<ImportReport, string, string>
    by_sub: string
    started_at: Date
    finished_at: Date | null
  }
  import_reject: {
    id: string
    run_id: string
    feed: string
    line: number
    raw: ColumnType<Record<string, unknown>, string, string>
    issues: ColumnType<{ field: string; message: string }[], string, string>
    state: 'open' | 'replayed' | 'dropped'
    settled_at: Date | null
    settled_by: string | null
  }
  /** Forecasts of record (domain.md 10.3); nothing of them ever changes. */
  snapshot: {
    id: string
    name: string
    first_month: string
    last_month: string
    by_sub: string
    by_name: string
    at: Date
  }
  snapshot_cell: { snapshot_id: string; site_id: string; period: string; line_id: string; value: number | null }
  snapshot_year: { snapshot_id: string; site_id: string; year: number; result: ColumnType<unknown, string, never> }
  /** Every move of a month's forecast; the last one is its state. */
  submission: {
    place: ColumnType<number, never, never>
    site_id: string
    period: string
    state: SubmissionState
    comment: string | null
    cells: ColumnType<{ lineId: string; period: string }[], string, never>
    by_sub: string
    by_name: string
    at: Date
  }
  /** Why rows of a month are off their budget; the last one of a row counts. */
  reason: {
    place: ColumnType<number, never, never>
    site_id: string
    period: string
    pl_row: PlRowCode
    reference: 'budget'
    parts: ColumnType<ReasonPart[], string, never>
    explained: string
    by_sub: string
    by_name: string
    at: Date
  }
  /** What became of the steps of a review, by who sent them. */
  act_result: {
    sub: string
    act_id: string
    body_hash: string
    result: ColumnType<ActResult, string, never>
    received_at: Date
  }
  comment: {
    id: string
    place: ColumnType<number, never, never>
    site_id: string
    period: string
    line_id: string
    text: string
    answers: string | null
    settles: boolean
    by_sub: string
    by_name: string
    at: Date
  }
  /** Where comments went with moved numbers; the last place of each counts. */
  comment_move: {
    place: ColumnType<number, never, never>
    comment_id: string
    site_id: string
    line_id: string
    period: string
    by_sub: string
    by_name: string
    at: Date
  }
  /** Comments where they stand now: a view. */
  comment_now: {
    id: string
    place: ColumnType<number, never, never>
    site_id: string
    period: string
    line_id: string
    text: string
    answers: string | null
    settles: boolean
    by_sub: string
    by_name: string
    at: Date
  }
  /** Warnings that people decided to keep; the last one of a cell and rule counts. */
  kept_warning: {
    id: string
    place: ColumnType<number, never, never>
    site_id: string
    period: string
    line_id: string
    rule: string
    value: number
    reason: string
    by_sub: string
    by_name: string
    at: Date
  }
  /** Sites of a person whose sign-in service does not tell them. */
  user_site: { sub: string; site_id: string }
  /** What has to be told to the outside, in the order of commits. */
  event: {
    place: ColumnType<number, never, never>
    id: string
    type: EventType
    site_id: string
    year: number
    months: ColumnType<string[], string, never>
    at: Date
    claimed_until: Generated<Date | null>
    delivered_at: Generated<Date | null>
  }
  cell: CellTable
  cell_audit: CellAuditTable
  /** Hashes over the rows of cell_audit, each over those since the one before, see `audit-chain.ts`. */
  audit_seal: { last_seq: number; row_count: number; hash: string }
  laptop: LaptopTable
  recovery_half: {
    place: ColumnType<number, never, never>
    sub: string
    device_id: string
    half_id: string
    half: string
    made_at: Date
  }
  /** Who signed in, took data out, read payroll, changed settings, or had to do with a laptop's recovery. */
  access_audit: {
    place: ColumnType<number, never, never>
    at: Date
    sub: string
    name: string
    kind:
      | 'sign-in'
      | 'export'
      | 'payroll-read'
      | 'settings'
      | 'recovery-kept'
      | 'recovery-released'
      | 'recovery-refused'
      | 'laptop-lost'
    what: string
    site_id: string | null
    period: string | null
    request_id: string
    once: string | null
  }
  /** Why a change was made, by its commit, where its author had to say so (domain.md 10.5). */
  change_reason: { seq: number; reason: string }
  op_result: OpResultTable
  /** What a document's writer was answered, for the same request sent again. */
  document_answer: { sub: string; key: string; body_hash: string; answer: ColumnType<unknown, string, never>; at: Date }
  result: ResultTable
  /** One row. Whoever commits a change holds it locked to the end, so seq order is commit order. */
  sync_head: { id: number; seq: number; min_cursor: number }
  /** What each scope holds, in short; the database keeps it, nobody writes it. */
  scope_sum: { site_id: string; year: number; seq: number; sum: number }
  /** One row per time the history may have been cut: the first start and each restore from a backup. */
  epoch: { place: number; epoch: string; restored_to_seq: number; at: Date }
  meta: { name: string; value: string }
}

export type Db = Kysely<Tables>
/** A database inside a running transaction. */
export type Tx = Transaction<Tables>
