/** Text of customers' machines inside other formats: it is shown, and never read as anything else. */

/** For HTML and SVG, in text and in attributes. Control characters that XML forbids are shown as a box. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '\u25a1')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** For Markdown outside of code, also inside a table's cell. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/([\\`*_[\]|~])/g, '\\$1')
    .replace(/^(\s*)([#+>-]|\d{1,9}[.)])/, '$1\\$2')
