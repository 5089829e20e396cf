import { type Exchange, header } from '../model/exchange.ts';

/** A curl line that sends the request again; secrets are named, not shown, and come from the shell's environment. */
export function curlLine({ method, url, headers, body, bodyBase64 }: Exchange['request']): string {
  const parts = [
    'curl -i',
    ...(method === 'POST' && (body ?? bodyBase64) !== undefined ? [] : [`-X ${method}`]),
    singleQuoted(url),
    ...headers.map(([name, value]) =>
      value === '' ? `-H '${name};'` : `-H ${value.includes('$') ? doubleQuoted(`${name}: ${value}`) : singleQuoted(`${name}: ${value}`)}`,
    ),
    // curl would add a form's media type by itself.
    ...((body ?? bodyBase64) !== undefined && header(headers, 'content-type') === undefined ? ["-H 'content-type:'"] : []),
    ...(body === undefined ? [] : [`--data-binary ${singleQuoted(body)}`]),
    ...(bodyBase64 === undefined ? [] : [`--data-binary @<(echo ${bodyBase64} | base64 -d)`]),
  ];
  return parts.join(' ');
}

const singleQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
/** Inside double quotes the shell fills in settings; the inner quotes of a command substitution stay as they are. */
const doubleQuoted = (text: string): string => `"${text.replaceAll('`', '\\`')}"`;
