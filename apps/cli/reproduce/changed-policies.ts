import type { PolicyTimeline } from '@ledgerdesk/application';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, policyStream, RECORDED_POLICIES } from '@ledgerdesk/events';
import type { Difference, Manifest } from '@ledgerdesk/manifest';
import { createHash } from 'node:crypto';

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

const policyDifference = (file: string, version: string, message: string): Difference => ({
  kind: 'policy',
  name: `${file} ${version}`,
  message,
});

/** The contents of the versions of policy files that the log has recorded. */
const recordedTexts = async (log: ReadableLog) => {
  const streams = await Promise.all(RECORDED_POLICIES.map((name) => log.readStream(policyStream(name))));
  return streams
    .flat()
    .map(decode)
    .flatMap((event) => (isLogged(event, ['PolicyVersionUsed']) ? [event.data] : []));
};

/**
 * The versions of policy files in a manifest whose contents are others now: in the log, which has recorded them with
 * their hash, or in the folder of policy files.
 */
export const changedPolicies = async (
  log: ReadableLog,
  { policies }: Pick<Manifest, 'policies'>,
  configured: PolicyTimeline['texts'],
): Promise<readonly Difference[]> => {
  const recorded = await recordedTexts(log);
  return policies.flatMap(({ file, version, sha256 }) => {
    const used = recorded.find(({ name, policyVersion }) => name === file && policyVersion === version);
    const text = used?.text ?? null;
    const own = configured.find((one) => one.name === file && one.version === version);
    return [
      ...(text !== null && sha256Of(text) !== sha256
        ? [policyDifference(file, version, `The log has other contents of ${file} ${version} than the manifest names.`)]
        : []),
      ...(own && own.sha256 !== sha256
        ? [policyDifference(file, version, `The file ${file} has other contents than its version ${version} had then.`)]
        : []),
    ];
  });
};
