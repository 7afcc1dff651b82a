/** Puts a text on the system's clipboard, and beside it a table where there is one; false where the system refuses. */
export async function writeClipboard(forms: { readonly text: string; readonly html: string | null }): Promise<boolean> {
  const blobs = [
    ['text/plain', forms.text] as const,
    ...(forms.html === null ? [] : [['text/html', forms.html] as const]),
  ]
  const item = new ClipboardItem(Object.fromEntries(blobs.map(([type, text]) => [type, new Blob([text], { type })])))
  return navigator.clipboard.write([item]).then(
    () => true,
    () => false,
  )
}
