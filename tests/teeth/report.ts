import { type Bite, BUDGETS } from './measure.ts';

/** What `npm run teeth` writes to `reports/teeth.json`. */
export interface TeethReport {
  version: 1;
  at: string;
  /** Pairs of the catalogue that were not measured (an interrupted run, `--only`). */
  missing: number;
  bites: Bite[];
}

const GOOD: readonly Bite['became'][] = ['caught', 'undecided', 'silent'];
export const isGood = ({ became }: Bite): boolean => GOOD.includes(became);

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %`);
const groups = <Key>(bites: readonly Bite[], key: (bite: Bite) => Key): [Key, Bite[]][] => {
  const made = new Map<Key, Bite[]>();
  for (const bite of bites) made.set(key(bite), [...(made.get(key(bite)) ?? []), bite]);
  return [...made];
};
/** A table in Markdown whose columns also stand under one another on a terminal. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => String(row[column]))].map((cell) => cell.length)));
  const line = (row: readonly (string | number)[]): string => `| ${row.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** How many faults of each class were caught, and in how many requests. */
export function summaryTable(bites: readonly Bite[]): string {
  const median = (values: readonly number[]): string => String(values.toSorted((a, b) => a - b)[values.length >> 1] ?? '-');
  const row = (name: string, some: readonly Bite[]): (string | number)[] => [
    name,
    new Set(some.map(({ fault }) => fault)).size,
    some.length,
    `${some.filter(isGood).length} (${percent(some.filter(isGood).length, some.length)})`,
    median(some.flatMap(({ by }) => by?.request ?? [])),
  ];
  const decided = bites.filter(({ tier }) => tier === 'gate' || tier === 'nightly');
  const faithful = bites.filter(({ tier }) => tier === 'faithful');
  const robust = bites.filter(({ tier }) => tier === 'robust');
  return table(
    ['what the mock does wrong', 'kinds', 'in providers', 'as it should be', 'at request (median)'],
    [
      ...groups(decided, (bite) => bite.class).map(([name, some]) => row(name, some)),
      ...[
        row('**all that break a promise**', decided),
        row('**lose or break answers** (must end undecided)', robust),
        row('**no fault, a faithful variation** (must stay silent)', faithful),
      ].filter(([, kinds]) => kinds !== 0),
    ],
  );
}

/** The share of the gate's faults that is caught with few requests. */
export function curve(bites: readonly Bite[]): { requests: number; share: number; caught: number; of: number }[] {
  const measured = bites.filter(({ tier }) => tier === 'gate');
  return BUDGETS.map((requests) => {
    const caught = measured.filter(({ within }) => within?.[requests]).length;
    return { requests, share: measured.length === 0 ? 0 : caught / measured.length, caught, of: measured.length };
  });
}

/** The same as a table; nothing where no fault of the gate was measured. */
export function curveTable(bites: readonly Bite[]): string | undefined {
  if (!bites.some(({ tier }) => tier === 'gate')) return undefined;
  return table(
    ['`--max-requests`', 'caught'],
    curve(bites).map(({ requests, caught, of }) => [requests, `${percent(caught, of)} (${caught} of ${of})`]),
  );
}

/** Every fault against every provider: the check that told of it, and at which request. */
export function matrix(bites: readonly Bite[]): string {
  const providers = [...new Set(bites.map(({ provider }) => provider))].sort();
  const cell = (bite: Bite | undefined): string => {
    if (!bite) return '';
    if (bite.by)
      return `${bite.by.severity === 'breach' ? '' : `${bite.by.severity} `}${bite.by.check} @${bite.by.request}${bite.profile === 'gate' ? '' : ` ${bite.profile}`}`;
    if (bite.became === 'silent') return `silent, exit ${bite.exit}`;
    return bite.became === 'undecided' ? `undecided, exit ${bite.exit}` : `**${bite.became}**`;
  };
  return groups(bites, (bite) => bite.class)
    .map(
      ([name, some]) =>
        `### ${name}\n\n${table(
          ['id', 'says', name === 'variation' ? 'because' : 'breaks', 'tier', ...providers],
          groups(some, (bite) => bite.fault).map(([id, own]) => [
            `\`${id}\``,
            own[0]?.says ?? '',
            own[0]?.breaks ?? '',
            own[0]?.tier ?? '',
            ...providers.map((provider) => cell(own.find((bite) => bite.provider === provider))),
          ]),
        )}`,
    )
    .join('\n\n');
}

/** One line for each fault nobody noticed or that was blamed on the contract, and for each false alarm. */
export const failures = (bites: readonly Bite[]): string[] =>
  bites.filter((bite) => !isGood(bite)).map(({ became, fault, provider, tier, reason }) => `${became}: ${fault} in ${provider} (${tier}): ${reason ?? ''}`);

/** Says of a part that it is one; undefined of the whole. */
export const partNote = ({ missing, bites }: Pick<TeethReport, 'missing' | 'bites'>): string | undefined =>
  missing === 0 ? undefined : `This is a part: ${bites.length} of ${bites.length + missing} pairs were measured, and shares are shares of these.`;

/** The whole report as a page. */
export function teethPage({ at, missing, bites }: TeethReport): string {
  const lost = failures(bites);
  const part = partNote({ missing, bites });
  const few = curveTable(bites);
  return [
    '# What the suite catches',
    `Measured ${at.slice(0, 10)} with \`npm run teeth\`: ${bites.length} pairs of a seeded fault or faithful variation and a provider. Every fault is built into the embedded mock, and the engine of the gate runs its plan against it over real HTTP.`,
    ...(part === undefined ? [] : [part]),
    summaryTable(bites),
    ...(few === undefined ? [] : ['## With few requests', 'The share of the faults of the gate that is caught when a run is cut to so many requests.', few]),
    '## Not as it should be',
    lost.length === 0 ? 'Nothing.' : lost.map((line) => `- ${line}`).join('\n'),
    '## Every fault',
    'A cell names the check that told of it and the request of the plan at which it did; `nightly` where the gate did not.',
    matrix(bites),
    '',
  ].join('\n\n');
}
