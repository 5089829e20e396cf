import { defineConfig } from '@playwright/test';
import { contractConfig } from './fixtures/playwright/config.ts';

/** The contract tests: one project per folder of `specs/`. Our own tests have `tests/playwright.config.ts`. */
export default defineConfig(contractConfig());
