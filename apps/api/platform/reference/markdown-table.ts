const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A Markdown table. */
export const markdownTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [rowOf(headings), `|${headings.map(() => '---').join('|')}|`, ...rows.map(rowOf)].join('\n');
