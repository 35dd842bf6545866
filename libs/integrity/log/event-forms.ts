import { canonicalJson, type StoredEvent } from '@ledgerdesk/event-store';
import { definitionOf } from '@ledgerdesk/events';
import { ACTOR_KINDS, isRecord } from '@ledgerdesk/kernel';
import { damage, type Finding, unknown } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isInstant = (text: string): boolean => INSTANT.test(text) && !Number.isNaN(Date.parse(text));

/** True if the names of all objects in a value stand in the order of canonical JSON, that of their code units. */
const hasSortedNames = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasSortedNames);
  let before = '';
  for (const [name, inner] of Object.entries(value)) {
    if (name < before || !hasSortedNames(inner)) return false;
    before = name;
  }
  return true;
};

/**
 * True if a text is the canonical one of its value. The text that JavaScript writes is canonical if names are sorted;
 * names that are numbers stand first there, so that only the slower way can tell.
 */
const isCanonical = (text: string, value: Readonly<Record<string, unknown>>): boolean =>
  (JSON.stringify(value) === text && hasSortedNames(value)) || canonicalJson(value) === text;

/** What is wrong with a stored text; undefined if it is a JSON object in canonical form. */
const flawOf = (text: string, value: Readonly<Record<string, unknown>> | undefined): string | undefined => {
  if (value === undefined) return 'is not a JSON object';
  return isCanonical(text, value) ? undefined : 'is not canonical JSON (RFC 8785)';
};

const METADATA_TEXTS = ['commandId', 'requestHash', 'correlationId', 'causationId', 'tenant'] as const;

/** What is wrong with the metadata of an event; undefined if it has what the engine writes. */
const metadataFlaw = (metadata: Readonly<Record<string, unknown>>): string | undefined => {
  const missing = METADATA_TEXTS.find((name) => typeof metadata[name] !== 'string');
  if (missing !== undefined) return `has no ${missing}`;
  const { actor } = metadata;
  if (!isRecord(actor) || typeof actor['id'] !== 'string') return 'names no actor';
  return ACTOR_KINDS.some((kind) => kind === actor['kind']) ? undefined : 'names an actor of an unknown kind';
};

const versionFinding = (stored: StoredEvent) => {
  const definition = definitionOf(stored.type);
  if (!definition)
    return unknown('event-type', placeOf(stored), `${stored.type} is not known; check with the version that wrote it`);
  if (stored.version > definition.version)
    return unknown(
      'event-type',
      placeOf(stored),
      `${stored.type} has version ${stored.version}, this engine knows ${definition.version}; check with a newer one`,
    );
  return stored.version >= 1 && Number.isSafeInteger(stored.version)
    ? undefined
    : damage('event-type', placeOf(stored), `${stored.type} has the version ${stored.version}`);
};

/** Checks that texts are canonical JSON, times are instants, and types and versions are known. */
export class EventForms implements LogCheck {
  check({ stored, data, metadata }: CheckedEvent, report: Report): void {
    const place = placeOf(stored);
    const texts = { data: flawOf(stored.data, data), metadata: flawOf(stored.metadata, metadata) };
    for (const [name, flaw] of Object.entries(texts))
      if (flaw !== undefined) report(damage('event-text', place, `its ${name} ${flaw}`));
    const flaw = metadata && metadataFlaw(metadata);
    if (flaw !== undefined) report(damage('event-text', place, `its metadata ${flaw}`));
    for (const time of ['occurredAt', 'recordedAt'] as const)
      if (!isInstant(stored[time])) report(damage('event-time', place, `${time} is not an instant`));
    const finding = versionFinding(stored);
    if (finding) report(finding);
  }
}

/** An event of the engine's own form whose type does not belong to its stream, so that every reader leaves it out. */
export const hiddenEvent = (stored: StoredEvent): Finding =>
  damage(
    'event-type',
    placeOf(stored),
    `${stored.type} does not belong to this stream, so every reader leaves it out; its type or stream was changed`,
  );
