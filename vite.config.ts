import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the sandbox's web page; the server side is built by tsc. */
export default defineConfig({
  root: 'src/sandbox/page',
  base: './',
  plugins: [react()],
  build: { outDir: '../../../dist/sandbox-page', emptyOutDir: true, chunkSizeWarningLimit: 2000 },
});
