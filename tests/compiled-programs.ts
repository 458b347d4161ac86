import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { cachedFolder } from './cached-folder.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PROGRAMS = ['embeddings', 'indexer', 'server'] as const
const COMPILER: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
}

/**
 * A root folder in which indexer and server lie as plain JavaScript, module by module: starting
 * them costs a third of what it costs with tsx (0.7 s of processor time against 2.3 s), and tests
 * start them some two hundred times. `command-line.test.ts` starts one through npm, as people do.
 */
export function compiledPrograms(): Promise<string> {
  return cachedFolder('programs', [...PROGRAMS, 'package-lock.json'], async (draft) => {
    for (const entry of await readdir(ROOT)) {
      const isProgram = (PROGRAMS as readonly string[]).includes(entry)
      if (!isProgram) await symlink(join(ROOT, entry), join(draft, entry))
    }
    for (const folder of PROGRAMS) await compile(folder, draft)
  })
}

async function compile(folder: string, draft: string): Promise<void> {
  for (const file of await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const source = join(file.parentPath, file.name)
    const target = join(draft, source.slice(ROOT.length))
    await mkdir(dirname(target), { recursive: true })
    if (file.name === 'program-start.mjs') {
      // Its modules are JavaScript too, so nothing has to be registered.
      const start = await readFile(source, 'utf8')
      await writeFile(target, start.replace(/^(import .* from 'tsx.*|register\(\))$/gm, ''))
    } else if (file.name.endsWith('.ts')) {
      await writeFile(target.replace(/\.ts$/, '.js'), javaScript(await readFile(source, 'utf8')))
    } else await copyFile(source, target)
  }
}

function javaScript(source: string): string {
  const { outputText } = ts.transpileModule(source, { compilerOptions: COMPILER })
  // Programs of worker threads and child processes are named by address, not imported.
  return outputText.replace(/new URL\('(\.[^']+)\.ts'/g, "new URL('$1.js'")
}
