import { createHash, createHmac } from 'node:crypto';
import type { CredentialHeader } from '../model/sheet.ts';

export type SignatureHeader = Extract<CredentialHeader, { kind: 'signature' }>;

/** What a signature is made over. `path` is relative to the base URL, without the query. */
export interface Signed {
  method: string;
  path: string;
  timestamp: string;
  body: Uint8Array;
}

/** Methods whose body is part of the signed text; for others the hash is empty. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** The signature of a request by the sheet's recipe (HMAC, RFC 2104). */
export function sign({ over, encoding }: Pick<SignatureHeader, 'over' | 'encoding'>, secret: string, { method, path, timestamp, body }: Signed): string {
  const bodySha256 = WITH_BODY.has(method) ? createHash('sha256').update(body).digest('hex') : '';
  const text = over
    .replace('{method}', method)
    .replace('{path}', path.split('?')[0] ?? '')
    .replace('{timestamp}', timestamp)
    .replace('{bodySha256}', bodySha256);
  return createHmac('sha256', secret).update(text).digest(encoding);
}
