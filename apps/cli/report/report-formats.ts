import { PAGE_FORMATS, type PageFormat, type PicturedReport, reportPage, reportTable } from '@ledgerdesk/report-pages';
import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import { csvLines, type CsvOptions } from '../terminal/csv.js';

/** Formats of a report: for terminals and programs, and pages for people. */
export const REPORT_FORMATS = ['table', 'csv', 'json', ...PAGE_FORMATS] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const isPage = (format: ReportFormat): format is PageFormat => PAGE_FORMATS.some((page) => page === format);

/** Figures within figures have a comma in their name. Of these, a terminal has room for medians only. */
const fitsTerminal = (header: string): boolean => !header.includes(', ') || header.endsWith(', median');

const terminalTable = (report: PicturedReport): string => {
  const { headers, rows } = reportTable(report);
  const sink = new PassThrough();
  new Console(sink).table(
    rows.map((row) =>
      Object.fromEntries(
        row.flatMap((text, index) => {
          const header = headers[index] || 'report';
          return fitsTerminal(header) ? [[header, text]] : [];
        }),
      ),
    ),
  );
  return String(sink.read());
};

/** The figures of a report as they are, a line for each item and one for the total. */
const csv = (report: PicturedReport, options: CsvOptions): string => {
  const { headers, rows } = reportTable(report, { exact: true });
  return csvLines([headers, ...rows], options);
};

/** Returns a report as text. JSON is what the API answers. */
export const reportText = async (
  report: PicturedReport,
  answer: object,
  { format, ...options }: { readonly format: ReportFormat } & CsvOptions,
): Promise<string> => {
  if (isPage(format)) return reportPage(report, format);
  if (format === 'table') return terminalTable(report);
  if (format === 'csv') return csv(report, options);
  return `${JSON.stringify({ ...answer, manifest: report.manifest }, null, 1)}\n`;
};
