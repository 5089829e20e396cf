import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { decoded } from '#fixtures/transport/decode.ts';
import { LIMITS } from '#fixtures/transport/transport.ts';

const plain = Buffer.from('{"name":"Zoë"}');

test.describe('content codings', () => {
  for (const [codings, body] of [
    ['', plain],
    ['identity', plain],
    ['gzip', gzipSync(plain)],
    ['X-GZip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['deflate, gzip', gzipSync(deflateSync(plain))],
    ['br,,identity', brotliCompressSync(plain)],
  ] as const) {
    test(`are undone: ${codings || 'none'}`, async () => {
      expect((await decoded(body, codings, LIMITS)).toString()).toBe(plain.toString());
    });
  }

  test('leave a body of no bytes as it is', async () => {
    expect((await decoded(Buffer.alloc(0), 'gzip', LIMITS)).length).toBe(0);
  });

  test('that nobody knows cannot be undone, and the bytes are not taken for the body', async () => {
    await expect(decoded(plain, 'zstd', LIMITS)).rejects.toThrow('cannot decompress the coding zstd');
  });

  test('are undone up to the size that is read', async () => {
    await expect(decoded(gzipSync(Buffer.alloc(5000)), 'gzip', { ...LIMITS, maxBytes: 1000 })).rejects.toThrow(/larger than/);
  });
});
