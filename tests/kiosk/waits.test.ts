import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Calls whose promise a browser, a device or a store may never settle. */
const UNSURE =
  /\b(createImageBitmap|enumerateDevices|getUserMedia|permissions\.query|video\.play|\.decode|fonts\.load|face\.load|faces\.styles|\.writeText|caches\.(?:match|open)|cache\.match|workers\s*\.register|subtle\.digest|import)\s*\(/g
/** What may stand before such a call: a limit, or the name that goes into one. */
const LIMITED = /(?:within|inTime)\([^;]*$/
const NAMED = /(?:const|let) (\w+) =\s*(?:Promise\.all\([^;]*|[\w.]*)$/
/** Where it is only said what is to be loaded, once somebody asks. */
const EXEMPT = /styles: \(\) =>/

async function sources(): Promise<string[]> {
  const found = await readdir(join(ROOT, 'kiosk'), { recursive: true })
  return found
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('vite.config'))
    .map((file) => `kiosk/${file}`)
    .sort()
}

describe('every wait of the pages', () => {
  it('on a browser, a device or a store has a limit', async () => {
    const unlimited: string[] = []
    let limited = 0
    for (const file of await sources()) {
      const code = await readFile(`${ROOT}${file}`, 'utf8')
      for (const call of code.matchAll(UNSURE)) {
        const before = code.slice(Math.max(0, call.index - 300), call.index)
        const line = before.slice(before.lastIndexOf('\n') + 1)
        if (EXEMPT.test(line)) continue
        const name = NAMED.exec(before)?.[1]
        const after = code.slice(call.index, call.index + 400)
        const isNamed = name !== undefined && new RegExp(`within\\([^;]*\\b${name}\\b`).test(after)
        if (LIMITED.test(before) || isNamed) limited++
        else unlimited.push(`${file}: ${line.trim()}${call[0]}`)
      }
    }
    expect(unlimited).toEqual([])
    expect(limited).toBeGreaterThan(20)
  })

  it('on the server has a limit', async () => {
    const unlimited: string[] = []
    for (const file of await sources()) {
      const code = await readFile(`${ROOT}${file}`, 'utf8')
      for (const call of code.matchAll(/\bfetch\(/g)) {
        const around = code.slice(Math.max(0, call.index - 300), call.index + 300)
        const isAsked = /await fetch\($/.test(code.slice(0, call.index + 6))
        if (isAsked && !/signal/.test(around)) unlimited.push(file)
      }
    }
    // Whoever starts the worker ends it when the files take too long; the service worker hands on
    // the page's own request, limit and all.
    expect(unlimited).toEqual(['kiosk/face/fetch-model-files.ts', 'kiosk/selfie/service-worker.ts'])
  })
})
