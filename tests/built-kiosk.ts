import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { cachedFolder } from './cached-folder.ts'

/** The folder of the kiosk's pages as `npm run build` makes them; nobody writes into it. */
export function builtKiosk(): Promise<string> {
  const madeOf = ['kiosk', 'embeddings', 'server/contract', 'package-lock.json']
  return cachedFolder('kiosk', madeOf, async (draft) => {
    await build({
      configFile: fileURLToPath(new URL('../kiosk/vite.config.ts', import.meta.url)),
      build: { outDir: draft, emptyOutDir: true },
      logLevel: 'error',
    })
  })
}
