import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { specsDir } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import type { FindingsReport } from '#src/report/json.ts';
import schema from '#src/report/findings.schema.json' with { type: 'json' };

const ROOT = path.join(import.meta.dirname, '../..');

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
addFormats.default(ajv);
const fits = ajv.compile(schema);
/** Where a report and the schema disagree, as `/findings/0/severity must be …`. */
const disagreements = (report: unknown): string[] => (fits(report) ? [] : (fits.errors ?? []).map((error) => `${error.instancePath} ${error.message}`));

/** The command line as people call it; its environment holds nothing of ours but what is given. */
function runContract(reports: string, settings: Record<string, string>): { exit: number | null; report: FindingsReport } {
  const { PATH = '', HOME = '' } = process.env;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'fixtures/command/main.ts', 'run', '--reports', reports], {
    cwd: ROOT,
    env: { PATH, HOME, TARGET: 'sandbox', PROFILE: 'smoke', ...settings },
  });
  return { exit: status, report: JSON.parse(readFileSync(path.join(reports, 'findings.json'), 'utf8')) as FindingsReport };
}
