import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { specsDir } from '#fixtures/disk/providers.ts';
import type { Finding } from '#src/model/verdict.ts';
import { folder } from './command-line.ts';

/**
 * A copy of `specs/` in which all these breaches are waived but one of each provider, one that some check found. Playwright starts a
 * worker again for every test that fails, and not for one that fails as it was expected to: a run with fifty breaches lasts ten times as long.
 */
export function specsWaivingAllBut(check: (finding: Finding) => boolean, findings: readonly Finding[]): string {
  const specs = folder();
  cpSync(specsDir(), specs, { recursive: true });
  for (const provider of new Set(findings.map((finding) => finding.provider))) {
    const own = findings.filter((finding) => finding.provider === provider && isBreach(finding));
    const kept = own.find(check);
    const waivers = own
      .filter((finding) => finding !== kept)
      .map(({ fingerprint }) => `- { fingerprint: ${fingerprint}, reason: known, until: "2999-12-31" }\n`);
    writeFileSync(path.join(specs, provider, 'waivers.yaml'), waivers.join(''));
  }
  return specs;
}

const isBreach = ({ severity, subject }: Finding): boolean => severity === 'breach' && subject === 'provider';
