import type { validate } from '@actions/languageservice';
import { expect, test } from '@playwright/test';
import { tsImport } from 'tsx/esm/api';
import { parseDocument } from 'yaml';
import { makeProgram } from '#fixtures/command/program.js';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { loadTypeScript } from '#fixtures/load/typescript.js';
import { settingNames } from '#fixtures/run/target.ts';
import { secretSettings } from '#src/exchange/credentials.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { BROKEN_WORKFLOWS } from './broken-workflows.ts';
import { filesBelow } from './source-files.ts';
import { type Known, readWorkflow } from './workflow.ts';
import { WORKFLOW_RULES } from './workflow-rules.ts';

const WORKFLOWS = new Map(filesBelow('.github/workflows').map(({ name, text }) => [name.split('/').at(-1) ?? '', text]));

const settings = new Map(
  providerNames().flatMap((name) => {
    const contract = loadContract(name);
    const { sheet } = contract;
    const secret = secretSettings(sheet.auth);
    const switches = [...(sheet.settings.confirm ? [sheet.settings.confirm] : []), ...(sheet.hazards ?? []).map((hazard) => hazard.switch)];
    return [...settingNames(contract), ...switches].map((setting) => [setting, secret.includes(setting)] as const);
  }),
);
const known: Known = {
  settings,
  scripts: new Map(Object.entries(packageJson.scripts).map(([name, script]) => [name, /command\/bin\.js ?(\S*)$/.exec(script)?.[1]])),
  commands: new Map(makeProgram(loadTypeScript).commands.map((command) => [command.name(), command.options.flatMap(({ long }) => long ?? [])])),
};

/** GitHub's own validation: structure, expressions and their contexts, jobs, steps, triggers. It is made for bundlers: `tsx` loads it. */
let service: Promise<{ validate: typeof validate }> | undefined;
let texts = 0;

async function officially(text: string): Promise<string[]> {
  service ??= tsImport('@actions/languageservice', import.meta.url);
  // What was read under a name is kept: each text has one of its own.
  texts += 1;
  const document = { uri: `file:///.github/workflows/${texts}.yml`, getText: () => text } as Parameters<typeof validate>[0];
  return (await (await service).validate(document)).map(({ message }) => `github: ${String(message).split('\n', 1)[0]}`);
}

function byOurRules(text: string): string[] {
  if (parseDocument(text).errors.length > 0) return [];
  const workflow = readWorkflow(text);
  return WORKFLOW_RULES.flatMap(({ id, find }) => find(workflow, known).map((what) => `${id}: ${what}`));
}

test('there is a gate and a night', () => {
  expect([...WORKFLOWS.keys()]).toEqual(['gate.yml', 'nightly.yml']);
});

for (const [name, text] of WORKFLOWS) {
  test(`${name} is valid by GitHub's own parser`, async () => {
    expect(await officially(text)).toEqual([]);
  });

  test(`${name} keeps the rules of the house`, () => {
    expect(byOurRules(text)).toEqual([]);
  });
}

for (const { what, file, edit, found } of BROKEN_WORKFLOWS)
  test(`it is told where ${what}`, async () => {
    const good = WORKFLOWS.get(file) ?? '';
    const bad = good.replace(...edit);
    expect(bad).not.toBe(good);

    const official = await officially(bad);
    const before = byOurRules(good);
    expect([...official, ...byOurRules(bad).filter((line) => !before.includes(line))]).toEqual(found);
  });

test('docs/ci.md names every setting, secrets as secrets', () => {
  const page = filesBelow('docs').find(({ name }) => name === 'docs/ci.md')?.text ?? '';
  const cells = [...page.matchAll(/^ *\| \w+ +\| (`[A-Z].*?) \| (`.*?) \|$/gm)].flatMap(([, secrets = '', others = '']) =>
    [secrets, others].flatMap((cell, column) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => [name, column === 0])),
  );
  expect(cells.sort()).toEqual([...settings].sort());
});

test('every rule of the house has a workflow that breaks it', () => {
  const broken = new Set(BROKEN_WORKFLOWS.flatMap(({ found }) => found.map((line) => line.split(':', 1)[0])));
  expect(WORKFLOW_RULES.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
});
