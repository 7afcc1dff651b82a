import type { WebContents } from 'electron'
import { AppError } from '../../shared/core/errors.ts'

const FOOT = `<p style="width:100%;margin:0 12mm;font:7pt sans-serif;color:#4d596b;text-align:right">
  <span class="pageNumber"></span> / <span class="totalPages"></span></p>`

/** The window's page as a PDF: what is on the screen, laid out by its print style on landscape sheets. */
export async function printPage(page: WebContents | undefined): Promise<Uint8Array> {
  if (page === undefined || page.isDestroyed()) throw new AppError('INTERNAL', 'There is no window to print.')
  return page.printToPDF({
    landscape: true,
    scale: 0.8,
    printBackground: true,
    pageSize: 'Letter',
    margins: { top: 0.4, bottom: 0.5, left: 0.4, right: 0.4 },
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: FOOT,
    generateTaggedPDF: true,
  })
}
