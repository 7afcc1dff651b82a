import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Targets are the floor the tests guard (Electron 33: Node 20.18, Chromium 130), not the newest Electron's.
const external = { include: ['better-sqlite3', 'electron'] }

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: external,
      rollupOptions: {
        // In a package plain Node reads the data service from outside the archive, where no package.json says "module".
        // What it shares with main lies beside it there, and so ends the same.
        output: {
          entryFileNames: (chunk) => (chunk.name === 'data-service' ? '[name].mjs' : '[name].js'),
          chunkFileNames: '[name]-[hash].mjs',
        },
      },
      lib: { entry: { index: 'main/index.ts', 'data-service': 'main/data-service/index.ts' }, formats: ['es'] },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: external,
      // A sandboxed preload is one CommonJS file.
      lib: { entry: { index: 'preload/index.ts' }, formats: ['cjs'] },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
})
