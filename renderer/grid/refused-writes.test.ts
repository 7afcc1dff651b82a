import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, press, valueOf } = gridWindow()

describe('when storage refuses', () => {
  test('the number is kept with its reason until the person tries again', async () => {
    await open({ failing: { 'cells.write': new AppError('DISK_FULL', 'The disk is full. Free some space.') } })
    const shown = await cell(16).textContent()
    await cell(16).click()
    await page().keyboard.type('96')
    await press('Enter')
    const banner = page().getByTestId('not-saved')
    await banner.waitFor()
    await expect
      .poll(() => banner.textContent())
      .toContain('Typed 96 in Valet daily, Thu, Apr 16. The disk is full. Free some space.')
    await expect.poll(() => cell(16).textContent()).toBe(shown)
    await expect.poll(() => page().getByTestId('status-saved').textContent()).toContain('1 edit not saved')
    bridge().state.failing = {}
    await page().getByTestId('not-saved-again').click()
    await expect.poll(() => valueOf(16)).toBe(vehicles(96))
    await expect.poll(() => banner.count()).toBe(0)
    await expect.poll(() => page().getByTestId('status-saved').textContent()).toContain('Saved on this laptop')
  })

  test('edits typed while an earlier one is still on its way stay on the screen in their order', async () => {
    let release = () => undefined as void
    const hold = new Promise<void>((resolve) => (release = resolve))
    await open({ holding: { 'cells.write': hold } })
    await cell(16).click()
    await page().keyboard.type('91')
    await press('Enter')
    await page().keyboard.type('92')
    await press('Enter')
    expect([await cell(16).textContent(), await cell(17).textContent()]).toEqual(['91', '92'])
    await expect.poll(() => page().getByTestId('status-saved').textContent()).toContain('Saving')
    release()
    await expect
      .poll(() => bridge().gestures.map(({ writes }) => writes[0]?.value))
      .toEqual([vehicles(91), vehicles(92)])
    await expect.poll(() => page().getByTestId('status-saved').textContent()).toContain('2 changes waiting to be sent')
    expect([await cell(16).textContent(), await cell(17).textContent()]).toEqual(['91', '92'])
  })
})
