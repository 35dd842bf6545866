import {
  type Certificate,
  damage,
  type Finding,
  InvalidTimeStamp,
  isFinding,
  parsePem,
  parseTimeStampDocument,
  readCheckpoint,
  readTimeStamp,
  stampedText,
  type TimeStamp,
  type Trust,
  type TrustedCheckpoint,
  unknown,
} from '@ledgerdesk/ledger';
import { readSmall, required, type Values } from './inputs.js';
import type { Report } from './report.js';
import { UsageError } from './usage.js';

/** A time stamp and what it is compared with. */
interface TimeStampCheck {
  readonly values: Values;
  readonly trust: Trust;
  readonly file: string;
}

/** A report, and the checkpoint that it is about, if that can be trusted. */
interface TimeStampReport {
  readonly checkpoint?: TrustedCheckpoint;
  readonly report: Report;
}

const certificatesIn = (file: string | undefined): readonly Certificate[] => {
  if (file === undefined) return [];
  const certificates = pemOf(file);
  if (certificates.length === 0) throw new UsageError(`${file} has no certificate in PEM.`);
  return certificates;
};

const pemOf = (file: string): readonly Certificate[] => {
  try {
    return parsePem(readSmall(file).toString('utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
};

/** Begins the DER of every response and token. No JSON begins with it. */
const SEQUENCE = 0x30;

/** The note and the response: both in a document, or the response alone. */
const evidenceIn = ({ values, file }: TimeStampCheck) => {
  const bytes = readSmall(file);
  if (bytes[0] === SEQUENCE) {
    const note = readSmall(required(values.checkpoint, 'checkpoint'));
    return { note, response: bytes, place: values.checkpoint ?? file };
  }
  const document = parseTimeStampDocument(jsonOf(bytes));
  if (!document) return undefined;
  const note = values.checkpoint === undefined ? document.checkpoint : readSmall(values.checkpoint);
  return { note, response: document.response, place: values.checkpoint ?? file };
};

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

const only = (finding: Finding): TimeStampReport => ({ report: { findings: [finding], proven: [] } });

/** Verifies that a time stamp is one of a checkpoint, and when that existed. */
export const verifyTimeStamp = (check: TimeStampCheck): TimeStampReport => {
  const { values, trust, file } = check;
  const trusted = certificatesIn(values['tsa-cert']);
  const evidence = evidenceIn(check);
  if (!evidence) return only(damage('malformed', file, 'This is no time stamp: neither DER nor a document with one.'));
  const { note, response, place } = evidence;
  const checkpoint = readCheckpoint(note, trust, place);
  if (isFinding(checkpoint)) return only(checkpoint);
  try {
    const stamp = readTimeStamp(response, { text: stampedText(note), trusted });
    return { checkpoint, report: reportOf(stamp, file) };
  } catch (error) {
    if (!(error instanceof InvalidTimeStamp)) throw error;
    return { checkpoint, report: { findings: [findingOf(error, file)], proven: [] } };
  }
};

/**
 * What a time stamp that proves nothing means. Of one that uses what is not accepted, it cannot be known whether
 * anything is wrong. One that does not lead to a certificate that the auditor named is not by the authority that they
 * trust: anybody could have made it.
 */
const findingOf = ({ code, message }: InvalidTimeStamp, file: string): Finding => {
  if (code === 'time-stamp-unsupported') return unknown(code, file, message);
  if (code === 'time-stamp-untrusted') return damage(code, file, message);
  return damage(code === 'time-stamp-malformed' ? 'malformed' : 'bad-time-stamp', file, message);
};

const reportOf = ({ time, accuracyMs, authority, isTrusted }: TimeStamp, file: string): Report => {
  const at = new Date(time).toISOString();
  const by = authority ?? 'an authority whose certificate did not come with it';
  if (!isTrusted)
    return {
      findings: [
        unknown(
          'no-tsa-certificate',
          file,
          `The time stamp says that the checkpoint existed at ${at}, and that ${by} has signed that. Without a ` +
            'certificate that you trust (--tsa-cert) anybody could have made it, so the time cannot be known.',
        ),
      ],
      proven: [],
    };
  const accuracy = accuracyMs === undefined ? '' : `, to within ${accuracyMs} ms`;
  return { findings: [], proven: [`The checkpoint existed at ${at}${accuracy}: ${by} has signed that.`] };
};
