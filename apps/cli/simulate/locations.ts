/** Locations of simulated teams, with the language that most of their members use. */
export const LOCATIONS = [
  { country: 'US', timeZone: 'America/New_York', currency: 'USD', language: 'en' },
  { country: 'JP', timeZone: 'Asia/Tokyo', currency: 'JPY', language: 'ja' },
  { country: 'DE', timeZone: 'Europe/Berlin', currency: 'EUR', language: 'de' },
  { country: 'GB', timeZone: 'Europe/London', currency: 'GBP', language: 'en' },
  { country: 'AU', timeZone: 'Australia/Sydney', currency: 'USD', language: 'en' },
] as const;
export type Location = (typeof LOCATIONS)[number];
