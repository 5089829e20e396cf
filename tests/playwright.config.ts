import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { reportsDir } from '#fixtures/disk/folder.js';

/** Our own tests. The contract tests have the `playwright.config.ts` of the root. */
export default defineConfig({
  testDir: import.meta.dirname,
  testIgnore: ['contract/**', 'bench/**'],
  outputDir: path.join(reportsDir(), 'own'),
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [[process.stdout.isTTY ? 'list' : 'dot'], ['./closing-line.ts']],
});
