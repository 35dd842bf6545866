export type { Figures, PicturedReport, ReportedItem } from './report.js';
export { PAGE_FORMATS, type PageFormat, reportPage } from './report-pages.js';
export { reportTable } from './report-table.js';
