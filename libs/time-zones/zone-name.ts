import { Temporal } from 'temporal-polyfill';

const AREA_AND_PLACE = /^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+){1,2}$/;

/**
 * Why a zone cannot be used; `undefined` for a good one. Abbreviations are refused even where Intl knows them, for
 * it reads them its own way (`EST` as Panama), and offsets because they name no place; one spelling is accepted.
 */
export function zoneProblem(zone: string): string | undefined {
  if (zone !== 'UTC' && !AREA_AND_PLACE.test(zone)) {
    return `"${zone}" does not name a place. Write an IANA zone such as America/New_York, or for a fixed offset such as EST (UTC-5) Etc/GMT+5, whose sign is inverted.`;
  }
  const spelling = knownSpelling(zone);
  if (spelling === undefined)
    return `The time-zone database has no "${zone}". Write an IANA zone such as America/New_York.`;
  return spelling === zone ? undefined : `"${zone}" must be spelt ${spelling}.`;
}

function knownSpelling(zone: string): string | undefined {
  try {
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
