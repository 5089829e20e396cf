import { type Exchange, header } from '../model/exchange.ts';
import type { Timed } from '../model/recording.ts';

/** An exchange with a word on what it was made for. */
export type Noted = Timed & { comment: string };

/** Recorded exchanges as an HTTP archive (HAR 1.2). Credentials are named, not shown, as everywhere. */
export function har(exchanges: readonly Noted[], version: string) {
  return {
    log: {
      version: '1.2',
      creator: { name: 'customer-contracts', version },
      entries: exchanges.toSorted((a, b) => a.now - a.exchange.ms - (b.now - b.exchange.ms)).map(entry),
    },
  };
}

function entry({ exchange, now, comment }: Noted) {
  const { request, answer, trouble, ms } = exchange;
  return {
    startedDateTime: new Date(now - ms).toISOString(),
    time: ms,
    request: requestOf(request),
    response: responseOf(answer, trouble),
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    comment,
  };
}

const pairs = (headers: readonly [string, string][]): { name: string; value: string }[] => headers.map(([name, value]) => ({ name, value }));

function requestOf({ method, url, headers, body, bodyBase64 }: Exchange['request']) {
  const text = body ?? bodyBase64;
  const size = body === undefined ? Buffer.from(bodyBase64 ?? '', 'base64').byteLength : Buffer.byteLength(body);
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    queryString: pairs(query),
    ...(text === undefined
      ? {}
      : { postData: { mimeType: header(headers, 'content-type') ?? '', text, ...(body === undefined ? { comment: 'base64: the bytes are no UTF-8' } : {}) } }),
    headersSize: -1,
    bodySize: size,
  };
}

/** No answer is status 0, as browsers write it, with the trouble in a comment. */
function responseOf(answer: Exchange['answer'], trouble: Exchange['trouble']) {
  const { status = 0, headers = [], text = '', bytes = 0 } = answer ?? {};
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: { size: bytes, mimeType: header(headers, 'content-type') ?? '', text },
    redirectURL: header(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: answer ? bytes : -1,
    ...(trouble === undefined ? {} : { comment: `${trouble.kind}: ${trouble.says}` }),
  };
}
