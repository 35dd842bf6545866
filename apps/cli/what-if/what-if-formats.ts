import { PAGE_FORMATS } from '@ledgerdesk/report-pages';

/** Output formats of `ledgerdesk what-if`: figures and clocks, and pages with charts. */
export const WHAT_IF_FORMATS = ['table', 'json', 'csv', ...PAGE_FORMATS] as const;
export type WhatIfFormat = (typeof WHAT_IF_FORMATS)[number];
