/** Teams, members and agents of the sandbox. */

interface SandboxMember {
  readonly memberId: string;
  readonly name: string;
  readonly language: 'en' | 'ja' | 'de';
  readonly roles: ('team_admin' | 'billing_admin' | 'support_admin')[];
}

/** Registered by an operator before anything else happens. */
export const TEAMS = [
  {
    teamId: 'acme',
    name: 'Acme KK',
    country: 'JP',
    timeZone: 'Asia/Tokyo',
    products: ['dropbox', 'dash'],
    selfServe: true,
    billing: { currency: 'JPY', interval: 'month', periodStart: '2026-09-01', seats: 25 },
  },
  {
    teamId: 'globex',
    name: 'Globex GmbH',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    products: ['dropbox'],
    selfServe: false,
    billing: { currency: 'EUR', interval: 'month', periodStart: '2026-09-01', seats: 12 },
  },
] as const;
export type TeamId = (typeof TEAMS)[number]['teamId'];

export const MEMBERS: Readonly<Record<TeamId, readonly SandboxMember[]>> = {
  acme: [
    { memberId: 'aiko', name: 'Aiko Sato', language: 'ja', roles: ['team_admin'] },
    { memberId: 'ben', name: 'Ben Carter', language: 'en', roles: [] },
    { memberId: 'chie', name: 'Chie Mori', language: 'ja', roles: ['billing_admin'] },
    { memberId: 'daichi', name: 'Daichi Ito', language: 'ja', roles: [] },
    { memberId: 'emi', name: 'Emi Kato', language: 'ja', roles: ['support_admin'] },
    { memberId: 'finn', name: 'Finn Olsen', language: 'en', roles: [] },
  ],
  globex: [
    { memberId: 'greta', name: 'Greta Vogel', language: 'de', roles: ['team_admin'] },
    { memberId: 'hans', name: 'Hans Becker', language: 'de', roles: [] },
    { memberId: 'ines', name: 'Ines Roth', language: 'en', roles: ['billing_admin'] },
    { memberId: 'jonas', name: 'Jonas Frey', language: 'de', roles: [] },
  ],
};

export const AGENTS = [
  { agentId: 'kenji', name: 'Kenji Tanaka', languages: ['en', 'ja'], products: ['dropbox', 'dash'] },
  { agentId: 'yuki', name: 'Yuki Abe', languages: ['en', 'ja'], products: ['dropbox'] },
  { agentId: 'tom', name: 'Tom Weber', languages: ['en'], products: ['dropbox', 'dash'] },
] as const;
export type AgentId = (typeof AGENTS)[number]['agentId'];
