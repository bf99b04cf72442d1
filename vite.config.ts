import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { fileURLToPath } from 'node:url'
import { chunkGroups, preloadStart } from './editor/build/chunks'
import { guardBrowserCode } from './editor/build/guard-browser-code'

export default defineConfig({
  root: 'editor',
  plugins: [guardBrowserCode(), preloadStart(), react(), tailwindcss()],
  worker: { format: 'es', plugins: () => [guardBrowserCode()] },
  build: {
    outDir: '../dist/editor',
    emptyOutDir: true,
    // One file: a page whose own styles could not be fetched would stay without them, also once the server is back.
    cssCodeSplit: false,
    target: 'es2023',
    // The polyfill is for browsers that the editor does not support.
    modulePreload: { polyfill: false },
    // Fonts and icons stay files: the content security policy allows no data: URLs for fonts.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups(fileURLToPath(new URL('editor', import.meta.url))) } } },
  },
})
