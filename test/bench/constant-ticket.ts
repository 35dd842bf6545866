/** A constant response in the form of a ticket. */
export const CONSTANT_TICKET = {
  ticketId: 'db16dc3c-fb08-5b24-9ba1-ca45dd2acde0',
  status: 'open',
  product: 'dropbox',
  issueType: 'sync_upload',
  openedAt: '2026-11-23T00:23:50.239Z',
  responseDueAt: '2026-11-23T01:23:50.239Z',
  servedLanguage: 'en',
  assignedTo: null,
  response: {
    state: 'running',
    clock: 1,
    startedAt: '2026-11-23T00:23:50.239Z',
    riskAt: '2026-11-23T01:08:50.239Z',
    dueAt: '2026-11-23T01:23:50.239Z',
    breachedAt: null,
    answeredAt: null,
  },
  entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
};
