import { RULES } from '../cases/rules.ts';
import { CHECKS } from '../checks/judge.ts';

/** `docs/catalogue.md`: every case rule and every check, printed from the tables themselves. */
export function catalogue(): string {
  const rules = RULES.map(({ id, family, profile, says, basis }) => `| \`${id}\` | ${family} | ${profile} | ${cell(says)} | ${cell(basis)} |`);
  const checks = CHECKS.map(({ id, asks, basis }) => `| \`${id}\` | ${cell(asks)} | ${cell(basis)} |`);
  return [
    '# Catalogue',
    '',
    'Printed by `npm run contracts -- catalogue`. Ids are stable: waivers and baselines rest on them.',
    '',
    `## Case rules (${RULES.length})`,
    '',
    'What is sent. `profile` is the narrowest one that sends it; `smoke` sends the first case of its rules only.',
    '',
    '| rule | family | profile | what it puts to the test | basis |',
    '| --- | --- | --- | --- | --- |',
    ...rules,
    '',
    `## Checks (${CHECKS.length})`,
    '',
    'What is asked of every answer.',
    '',
    '| check | asks that | basis |',
    '| --- | --- | --- |',
    ...checks,
    '',
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
