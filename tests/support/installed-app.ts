import { readFileSync } from 'node:fs';
import { readAppManifest } from '../../src/sandbox/app-manifest.js';

const { name, scopes, ...others } = readAppManifest(readFileSync('manifests/slack/manifest.yaml', 'utf8'));

/** The app as its manifest has it, so that no test passes by a scope or a command that a real workspace would miss. */
export const installedApp = others;
export const installedBot = { name, scopes };
