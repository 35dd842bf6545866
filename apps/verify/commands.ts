import {
  compareCheckpoints,
  damage,
  type Finding,
  isFinding,
  NO_SAVED_CHECKPOINT,
  type TrustedCheckpoint,
  unknown,
  verifyBundle,
  vouchedSince,
} from '@ledgerdesk/ledger';
import { byTiles } from './by-tiles.js';
import { type CallerTrust, readCheckpoints, readJson, readProof, readSaved, required, type Values } from './inputs.js';
import { verifyRange } from './range.js';
import type { Report } from './report.js';
import { verifyTimeStamp } from './time-stamp.js';
import { UsageError } from './usage.js';
import { threadsOf } from './verify-leaves.js';
import { verifyWholeLog } from './whole-log.js';

/** What a command is called with. */
export interface CommandInput {
  readonly values: Values;
  readonly files: readonly string[];
  readonly trust: CallerTrust;
  /** The file of this program, for its worker threads. */
  readonly script: URL;
}

type VerifyCommand = (input: CommandInput) => Report | Promise<Report>;

const only = (findings: readonly Finding[]): Report => ({ findings, proven: [] });

const oneFile = ([file, ...more]: readonly string[]): string => {
  if (file === undefined || more.length > 0) throw new UsageError('This command takes one file.');
  return file;
};

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const covers = (checkpoint: TrustedCheckpoint): string => {
  const since = vouchedSince(checkpoint);
  const vouches = since ? ` The tree was made at ${since.at}, when the log had ${counted(since.size, 'event')}.` : '';
  const size = counted(checkpoint.size, 'event');
  return `The checkpoint of ${checkpoint.origin} covers ${size} and is signed by its key.${vouches}`;
};

const cosigned = ({ cosignatures }: TrustedCheckpoint): readonly string[] =>
  cosignatures.map(
    ({ witness, time }) =>
      `The witness ${witness.name} cosigned the checkpoint at ${new Date(time * 1000).toISOString()}.`,
  );

const consistency: VerifyCommand = async ({ values, trust, files }) => {
  if (files.length > 0) throw new UsageError('"consistency" takes no file.');
  const read = readCheckpoints(values, trust);
  if (!('checkpoint' in read)) return only(read);
  const { checkpoint, saved } = read;
  const proven = [covers(checkpoint), ...cosigned(checkpoint)];
  if (!saved) return { findings: checkpoint.cosignatures.length > 0 ? [] : [NO_SAVED_CHECKPOINT], proven };
  const evidence = readProof(values);
  if (evidence && isFinding(evidence)) return only([evidence]);
  const findings =
    values.tiles === undefined
      ? compareCheckpoints(saved, checkpoint, evidence)
      : await byTiles(saved, checkpoint, values.tiles);
  const begins = `It begins with the ${saved.size} events that your saved checkpoint covers.`;
  return { findings, proven: findings.length > 0 ? proven : [...proven, begins] };
};

const bundle: VerifyCommand = ({ values, trust, files }) => {
  const [saved, evidence] = [readSaved(values, trust), readProof(values)];
  if (saved && isFinding(saved)) return only([saved]);
  if (evidence && isFinding(evidence)) return only([evidence]);
  const file = oneFile(files);
  const document = readJson(file);
  if (document === undefined) return only([damage('malformed', file, 'This is no JSON.')]);
  const result = verifyBundle(document, { ...trust, ...(saved && { saved }), ...(evidence && { evidence }) });
  const { findings, ticket, scope, checkpoint, events, policies } = result;
  if (!checkpoint) return only(findings);
  const sealed = events.filter(({ isSealed }) => isSealed).length;
  const isDamaged = findings.some(({ outcome }) => outcome === 'damage');
  const extent =
    scope === 'public'
      ? 'The bundle holds the events that the requester may see, and does not claim to be complete.'
      : 'No event is missing between the first and the last one that the bundle has.';
  return {
    findings,
    proven: [
      covers(checkpoint),
      ...cosigned(checkpoint),
      `It covers ${counted(events.length, 'event')} of ticket ${ticket} and ` +
        `${counted(policies.length, 'recorded policy', 'recorded policies')} as the bundle has them.`,
      ...(sealed > 0 ? [`Sealed fields that the bundle does not disclose: in ${counted(sealed, 'event')}.`] : []),
      ...(isDamaged ? [] : [extent]),
    ],
  };
};

const log: VerifyCommand = async ({ values, trust, files, script }) => {
  const [path, read] = [oneFile(files), readCheckpoints(values, trust)];
  if (!('checkpoint' in read)) return only(read);
  const report = await verifyWholeLog({
    ...read,
    path,
    script,
    tiles: values.tiles,
    threads: threadsOf(values.threads, path),
    handovers: trust.handovers,
  });
  return { ...report, proven: [covers(read.checkpoint), ...cosigned(read.checkpoint), ...report.proven] };
};

const range: VerifyCommand = async ({ values, trust, files, script }) => {
  const [path, tiles] = [oneFile(files), required(values.tiles, 'tiles')];
  const read = readCheckpoints(values, trust);
  if (!('checkpoint' in read)) return only(read);
  const report = await verifyRange({ ...read, path, script, tiles, threads: threadsOf(values.threads, path) });
  return { ...report, proven: [covers(read.checkpoint), ...cosigned(read.checkpoint), ...report.proven] };
};

const cosignatures: VerifyCommand = ({ values, trust, files }) => {
  if (files.length > 0) throw new UsageError('"cosignatures" takes no file.');
  if (!trust.witnesses?.length) throw new UsageError('Pass the public key of a witness with --witness.');
  const read = readCheckpoints(values, trust);
  if (!('checkpoint' in read)) return only(read);
  const { checkpoint } = read;
  const silent = trust.witnesses.filter((witness) => checkpoint.cosignatures.every((one) => one.witness !== witness));
  return {
    findings: silent.map(({ name }) =>
      unknown('no-cosignature', name, 'This witness has not cosigned the checkpoint, so it says nothing about it.'),
    ),
    proven: [covers(checkpoint), ...cosigned(checkpoint)],
  };
};

const timestamp: VerifyCommand = ({ values, trust, files }) => {
  const { checkpoint, report } = verifyTimeStamp({ values, trust, file: oneFile(files) });
  return checkpoint ? { ...report, proven: [covers(checkpoint), ...cosigned(checkpoint), ...report.proven] } : report;
};

/** The commands by name. */
export const COMMANDS: ReadonlyMap<string, VerifyCommand> = new Map(
  Object.entries({ consistency, bundle, range, log, cosignatures, timestamp }),
);
