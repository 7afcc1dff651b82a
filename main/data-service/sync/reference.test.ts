import { afterEach, beforeEach, expect, test } from 'vitest'
import { aFolder } from '../../../tests/support/data-service.ts'
import { aSite, Model } from '../../../tests/support/far-end.ts'
import { Laptop } from '../../../tests/support/laptop.ts'
import { findReference } from '../db/references.ts'

const MANAGER = { code: 'MGR', title: 'Site manager', familyId: 'Salaried', averageRate: null, employees: 1 }

let folder: ReturnType<typeof aFolder>
let model: Model
let laptop: Laptop
beforeEach(async () => {
  folder = aFolder()
  model = new Model()
  laptop = await Laptop.open(folder.path, 'mara', model)
})
afterEach(async () => {
  await laptop.close()
  folder.remove()
})

const staffed = (referenceVer: number, annualSalary: number | null) => {
  model.sites = [aSite({ referenceVer })]
  model.jobs = [{ ...MANAGER, annualSalary }]
}

test('contract and staff of a site come with its cells, and again when they changed though no cell did', async () => {
  staffed(1, 73_000)
  await laptop.sync()
  expect(findReference(laptop.db, '0427')).toMatchObject({ referenceVer: 1, jobs: [{ annualSalary: 73_000 }] })
  staffed(2, null)
  await laptop.sync()
  expect(findReference(laptop.db, '0427')).toMatchObject({ referenceVer: 2, jobs: [{ annualSalary: null }] })
})

test('what did not change is not asked for again', async () => {
  staffed(1, 73_000)
  await laptop.sync()
  model.jobs = []
  await laptop.sync()
  expect(findReference(laptop.db, '0427')?.jobs).toHaveLength(1)
})

test('hours of a salaried job are refused, and taken once it is paid by the hour', async () => {
  staffed(1, 73_000)
  await laptop.sync()
  const type = () => laptop.write('payroll.hours.MGR', '2026-04-16', 800)
  expect(type).toThrow('This job is salaried; its cost follows from the salary.')
  staffed(2, null)
  await laptop.sync()
  expect(type).not.toThrow()
})

test('a server that was restored may tell an older version: it is taken', async () => {
  staffed(5, null)
  await laptop.sync()
  staffed(3, 60_000)
  model.epoch = 'epoch-2'
  await laptop.sync()
  expect(findReference(laptop.db, '0427')).toMatchObject({ referenceVer: 3, jobs: [{ annualSalary: 60_000 }] })
})
