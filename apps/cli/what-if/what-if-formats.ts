/** Output formats of `ledgerdesk what-if`. */
export const WHAT_IF_FORMATS = ['table', 'json', 'csv'] as const;
export type WhatIfFormat = (typeof WHAT_IF_FORMATS)[number];
