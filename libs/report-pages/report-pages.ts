import { isList } from '@ledgerdesk/kernel';
import { chartPoints } from './chart-points.js';
import { chartPlansOf } from './chart-plans.js';
import { vegaChart } from './vega-chart.js';
import { pathLabel, pathsIn } from './figures.js';
import { type Markup, Markup as Raw, markup } from './markup.js';
import { renderSvg } from './render-svg.js';
import type { PicturedReport } from './report.js';
import { type ReportTable, reportTable } from './report-table.js';

/** Formats of a page. */
export const PAGE_FORMATS = ['svg', 'html', 'md'] as const;
export type PageFormat = (typeof PAGE_FORMATS)[number];

const STYLE = `
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; } dt { color: #595959; } dd { margin: 0; }
figure { margin: 1.5rem 0; overflow-x: auto; } svg { max-width: 100%; height: auto; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid #e5e5e5; white-space: nowrap; }
th[scope=row], thead th.name { text-align: left; }
tbody tr:last-child > * { font-weight: 600; border-top: 2px solid #999; }
pre { overflow-x: auto; background: #f6f6f6; padding: 1rem; font-size: .8rem; }
@media print { body { margin: 0; max-width: none; } }
`;

const titleOf = ({ name }: PicturedReport): string => `Report: ${name}`;

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return isList(value) ? value.map(textOf).join(', ') : JSON.stringify(value);
};

const parametersOf = ({ parameters }: PicturedReport): readonly (readonly [string, string])[] =>
  Object.entries(parameters)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [pathLabel(name), textOf(value)]);

const manifestText = ({ manifest }: PicturedReport): string | undefined =>
  manifest === undefined ? undefined : JSON.stringify(manifest, null, 2);

/** Renders the charts of a report that have something to show, each as an SVG document with its title. */
const chartsOf = async (
  report: PicturedReport,
): Promise<readonly { readonly title: string; readonly svg: string }[]> => {
  const charts = [];
  for (const plan of chartPlansOf(report.name, pathsIn([report.total, ...report.items]))) {
    if (chartPoints(report, plan).points.length === 0) continue;
    charts.push({ title: plan.title, svg: await renderSvg(vegaChart(report, plan)) });
  }
  return charts;
};

const htmlTable = ({ headers, names, rows }: ReportTable): Markup => {
  const header = headers.map((text, index) =>
    index < names ? markup`<th scope="col" class="name">${text}</th>` : markup`<th scope="col">${text}</th>`,
  );
  const cells = (row: readonly string[]) =>
    row.map((text, index) => (index < names ? markup`<th scope="row">${text}</th>` : markup`<td>${text}</td>`));
  const body = rows.map((row) => markup`<tr>${cells(row)}</tr>\n`);
  return markup`<div class="table"><table>
<caption>All figures, in minutes where they are times. – means that there is nothing to measure.</caption>
<thead><tr>${header}</tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
};

const htmlPage = async (report: PicturedReport): Promise<string> => {
  const charts = (await chartsOf(report)).map(
    ({ title, svg }) => markup`<figure role="img" aria-label="${title}">${new Raw(svg)}</figure>\n`,
  );
  const parameters = parametersOf(report).map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`);
  const manifest = manifestText(report);
  const provenance =
    manifest === undefined
      ? new Raw('')
      : markup`<h2>Manifest</h2>
<p>What this report was computed from. <code>ledgerdesk reproduce</code> computes it again and compares.</p>
<pre>${manifest}</pre>
`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${titleOf(report)}</title>
<style>${new Raw(STYLE)}</style>
</head>
<body>
<h1>${titleOf(report)}</h1>
<dl>${parameters}</dl>
${charts}
<h2>Figures</h2>
${htmlTable(reportTable(report))}
${provenance}</body>
</html>
`.text;
};

const cell = (text: string): string => text.replace(/[\\|`*_<>[\]]/g, '\\$&').replaceAll('\n', ' ');

const markdownTable = ({ headers, names, rows }: ReportTable): string =>
  [headers.map(cell), headers.map((_, index) => (index < names ? '---' : '---:')), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

const markdownPage = async (report: PicturedReport): Promise<string> => {
  const images = (await chartsOf(report)).map(
    ({ title, svg }) => `![${cell(title)}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`,
  );
  const parameters = parametersOf(report).map(([name, value]) => `- ${cell(name)}: ${cell(value)}`);
  const manifest = manifestText(report);
  return [
    `# ${titleOf(report)}`,
    parameters.join('\n'),
    ...images,
    '## Figures',
    markdownTable(reportTable(report)),
    ...(manifest === undefined ? [] : ['## Manifest', `\`\`\`json\n${manifest}\n\`\`\``]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
};

const SIZE = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/;
const GAP = 24;

/** One SVG document with the charts below each other. */
const svgPage = async (report: PicturedReport): Promise<string> => {
  let [width, height] = [0, 0];
  const placed = (await chartsOf(report)).map(({ svg }) => {
    const [, chartWidth = '0', chartHeight = '0'] = SIZE.exec(svg) ?? [];
    const chart = new Raw(svg.replace('<svg', `<svg y="${height}"`));
    width = Math.max(width, Number(chartWidth));
    height += Number(chartHeight) + GAP;
    return chart;
  });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img">
<title>${titleOf(report)}</title>
${placed}
</svg>
`.text;
};

const PAGES = { svg: svgPage, html: htmlPage, md: markdownPage } as const satisfies Record<
  PageFormat,
  (report: PicturedReport) => Promise<string>
>;

/**
 * Returns a report as one self-contained page: charts and parameters, and in HTML and Markdown all figures and the
 * manifest. The page loads nothing, and runs no script.
 *
 * @example
 * await reportPage({ name: 'backlog', parameters: { bucket: 'week' }, total, items }, 'html');
 */
export const reportPage = (report: PicturedReport, format: PageFormat): Promise<string> => PAGES[format](report);
