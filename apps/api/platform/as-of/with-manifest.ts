import { type Manifest, MANIFEST_HEADER, manifestHeader } from '@ledgerdesk/manifest';
import type { FastifyReply } from 'fastify';

/** Adds the manifest of an answer to its body, and to the header `Ledger-Manifest`. */
export const withManifest = <Body extends object>(
  reply: FastifyReply,
  body: Body,
  manifest: Manifest,
): Body & { readonly manifest: Manifest } => {
  const header = manifestHeader(manifest);
  if (header !== undefined) void reply.header(MANIFEST_HEADER, header);
  return { ...body, manifest };
};
