import fc from 'fast-check';
import { runSeed } from './run-seed.js';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: runSeed() });
