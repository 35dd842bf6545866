/** A text in every request of aiko. */
export const OWN = 'subject-of-aiko';
/** Admins besides aiko, who is team_admin: one of each role, named after it (H1, P6). */
export const OTHER_ROLES = [
  'billing_admin',
  'user_management_admin',
  'support_admin',
  'content_admin',
  'security_admin',
  'reporting_admin',
] as const;
/** The callers of the access matrix. */
export const CALLERS = [
  'aiko',
  'ben',
  'gone',
  'stranger',
  'outsider',
  ...OTHER_ROLES,
  'champion',
  'agent',
  'sales',
  'analyst',
  'auditor',
  'operator',
  'service',
  'acting',
  'nobody',
  'forged',
  'expired',
] as const;
export type CallerName = (typeof CALLERS)[number];

/** The status of a route for each caller that it does not refuse. */
export type OpenTo = Readonly<Partial<Record<CallerName, number>>>;

/** Status for callers whom a route refuses, if it is not 403. */
export const REFUSED: Readonly<Partial<Record<CallerName, number>>> = { nobody: 401, forged: 401, expired: 401 };

/** Aiko, and the service that acts for her. */
export const AIKOS: readonly CallerName[] = ['aiko', 'acting'];
/** Callers that may read aiko's requests. */
export const MAY_READ: readonly CallerName[] = [...AIKOS, 'agent', 'auditor'];

/** Callers that may look members up. */
export const DIRECTORY: readonly CallerName[] = ['operator', 'sales'];

export const otherAdmins = (status: number): OpenTo => Object.fromEntries(OTHER_ROLES.map((role) => [role, status]));
export const requesters = (own: number, foreign: number): OpenTo => ({
  aiko: own,
  acting: own,
  ben: foreign,
  champion: foreign,
  outsider: foreign,
  ...otherAdmins(foreign),
});
/** E9, K4, L7: admins, also of a team without an add-on. Aiko has one waiting request, also if another acts for her. */
export const liveSupport = (aikos: OpenTo): OpenTo => ({
  ...aikos,
  champion: 201,
  outsider: 201,
  ...otherAdmins(201),
});
/** E2: former members may end what they requested, and so learn from a refusal as little as any requester. */
export const enders = (own: number): OpenTo => ({ ...requesters(own, 404), gone: 404, stranger: 404 });
export const everyRequester = (status: number): OpenTo => requesters(status, status);
export const billing = (status: number, sales: number): OpenTo => ({
  aiko: status,
  acting: status,
  billing_admin: status,
  outsider: 404,
  sales,
});
export const agents = (status: number): OpenTo => ({ agent: status });
export const deskReaders = (status: number): OpenTo => ({ agent: status, auditor: status });
export const operatorsAndServices = (status: number): OpenTo => ({ operator: status, service: status });
export const ledgerReaders = (status: number): OpenTo => ({ auditor: status, operator: status });
export const operators = (status: number): OpenTo => ({ operator: status });
export const hub = (status: number): OpenTo => ({ aiko: status, acting: status, ...otherAdmins(status) });
export const staff = (status: number): OpenTo => ({ agent: status, operator: status });
export const services = (status: number): OpenTo => ({ service: status });
export const everyone = (status: number): OpenTo => Object.fromEntries(CALLERS.map((name) => [name, status]));

/** Everyone with a valid token. */
export const signedIn = (status: number): OpenTo =>
  Object.fromEntries(CALLERS.filter((name) => REFUSED[name] === undefined).map((name) => [name, status]));
export const directory = (status: number): OpenTo => ({ operator: status, sales: status, agent: status });
