import { Temporal } from 'temporal-polyfill';

const AREA_AND_PLACE = /^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+){1,2}$/;

/**
 * Returns why a zone is not accepted; undefined for a valid one. Abbreviations are rejected because Intl interprets
 * some unexpectedly (`EST` as Panama), offsets because they have no daylight saving. Each zone has one valid spelling.
 */
export function zoneProblem(zone: string): string | undefined {
  if (zone !== 'UTC' && !AREA_AND_PLACE.test(zone)) {
    return (
      `"${zone}" is not an IANA zone. Use an IANA zone such as America/New_York, ` +
      'or for a fixed offset such as EST (UTC-5) Etc/GMT+5, whose sign is inverted.'
    );
  }
  const spelling = knownSpelling(zone);
  if (spelling === undefined)
    return `The time-zone database has no "${zone}". Use an IANA zone such as America/New_York.`;
  return spelling === zone ? undefined : `"${zone}" must be spelled ${spelling}.`;
}

function knownSpelling(zone: string): string | undefined {
  try {
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
