import { DOCUMENT_RULES, OPERATION_RULES, SCHEMA_RULES } from '../drift/rules.ts';
import type { DriftSeverity } from '../model/drift.ts';
import type { Json } from '../model/json.ts';
import { cell } from './drift.ts';
import { RATED_OTHERWISE } from './rated-otherwise.ts';

interface Row {
  id: string;
  says: string;
  basis: string;
  effect: string;
  severity: DriftSeverity;
  example: { before: Json; after: Json };
}

/** `docs/drift-rules.md`: every rule of document drift, printed from the tables themselves. */
export function driftRules(): string {
  const all: readonly Row[] = [...SCHEMA_RULES, ...OPERATION_RULES, ...DOCUMENT_RULES];
  return [
    '# Drift rules',
    '',
    'Printed by `npm run contracts -- catalogue --drift`. Ids are stable: fingerprints rest on them.',
    '',
    'Two versions of a document are compared by meaning. **Effect** is what a change does to what is possible: `breaking` takes from a caller what worked, `widening` adds to it, `neutral` does neither.',
    '**Severity** is what it is to a caller who sends and reads these members. A sheet whose `consumer` says which members are sent and read makes all others `info`.',
    'A breaking claim about values carries a body that is valid in one version and refused in the other. Where none is found it is a `warn`, and says so.',
    '',
    ...section(
      'Values and members',
      'Each rule has a contrary: who sends may be refused what was accepted, who reads may be given what never came.',
      SCHEMA_RULES,
    ),
    ...section('Operations', 'Outside schemas.', OPERATION_RULES),
    ...section('Documents', 'Which operations there are.', DOCUMENT_RULES),
    `## Rated otherwise than by oasdiff (${RATED_OTHERWISE.length})`,
    '',
    '[oasdiff](https://github.com/oasdiff/oasdiff) is the reference for changes of OpenAPI documents. It stands between provider and caller; these rules are on the side of one caller. Where that makes a difference:',
    '',
    '| change | oasdiff | here | because | rules |',
    '| --- | --- | --- | --- | --- |',
    ...RATED_OTHERWISE.map(
      ({ change, there, here, because, rules }) => `| ${[change, there, here, because, rules.map((id) => `\`${id}\``).join(', ')].map(cell).join(' | ')} |`,
    ),
    '',
    'What oasdiff tells and this does not: tags, operation ids, the version of the document, unused components, members only one side may send or read, webhooks, extensions such as `x-extensible-enum` and stability levels.',
    '',
    `${all.length} rules.`,
    '',
  ].join('\n');
}

const section = (title: string, words: string, rules: readonly Row[]): string[] => [
  `## ${title} (${rules.length})`,
  '',
  words,
  '',
  '| rule | what changed | effect | severity | example | basis |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rules.map(
    ({ id, says, effect, severity, example, basis }) =>
      `| \`${id}\` | ${cell(says)} | ${effect} | ${severity} | ${cell(`\`${JSON.stringify(example.before)}\` → \`${JSON.stringify(example.after)}\``)} | ${cell(basis)} |`,
  ),
  '',
];
