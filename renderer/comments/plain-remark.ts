/** A text as a comment holds it: what came along from elsewhere and cannot be seen becomes a space. */
export const plainRemark = (text: string): string => text.replace(/[^\t\n\r\u0020-\u007e\u00a0-\uffff]/g, ' ').trim()
