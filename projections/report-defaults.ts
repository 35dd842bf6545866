/** What manifests of reports over all teams say of parameters that were left out: see `AnsweredQuestion.defaults`. */
export const TEAMLESS_DEFAULTS = { from: null, to: null, timeZone: 'UTC', groupBy: null, bucket: null } as const;

/** What manifests of reports say of parameters that were left out. */
export const REPORT_DEFAULTS = { team: null, ...TEAMLESS_DEFAULTS } as const;
