import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

type Package = {
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}
const json = (file: string) => JSON.parse(readFileSync(`${ROOT}${file}`, 'utf8'))
const packages = Object.entries(
  json('package-lock.json').packages as Readonly<Record<string, Package>>,
).flatMap(([path, one]) =>
  path === '' ? [] : [{ ...one, name: path.slice(path.lastIndexOf('node_modules/') + 13) }],
)

/** Licences that let a museum run, change and pass on Pendant under its own MIT licence. */
const COMPATIBLE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'LGPL-3.0-or-later', // libvips, a library of its own that sharp loads
  'MIT',
  'MPL-2.0', // unchanged files, used as they are
  'OFL-1.1', // fonts
  'Unlicense',
]
/** Packages that state their licence in an older form, or in their read-me; each is MIT. */
const STATED_OTHERWISE = [
  'busboy',
  'dicer',
  'humanize-number',
  'only',
  'streamsearch',
  'xmlhttprequest-ssl',
]

test('each package has a licence that goes with the MIT licence', () => {
  expect(packages.length).toBeGreaterThan(300)
  const others = packages.filter(({ name, license }) => {
    if (license === undefined) return !STATED_OTHERWISE.includes(name)
    const choices = license.replaceAll(/[()]/g, '').split(' OR ')
    return !choices.some((all) => all.split(' AND ').every((one) => COMPATIBLE.includes(one)))
  })
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
})

test('each package comes from the registry, and its bytes are known', () => {
  const odd = packages.filter(
    ({ integrity, resolved, link }) =>
      link === true ||
      !integrity?.startsWith('sha512-') ||
      (resolved !== undefined && new URL(resolved).host !== 'registry.npmjs.org'),
  )
  expect(odd.map(({ name }) => name)).toEqual([])
})

test('each package that would run something when it is installed is allowed or refused by name', () => {
  const { allowScripts } = json('package.json') as { allowScripts: Record<string, boolean> }
  const asking = packages.filter((one) => one.hasInstallScript).map(({ name }) => name)
  expect(asking.filter((name) => !(name in allowScripts))).toEqual([])
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name])
  // Both compile from the source in their package.
  expect(allowed.sort()).toEqual(['better-sqlite3', 'hnswlib-node'])
})

test('npm writes a bill of materials, as docs/operations.md says', () => {
  const { status, stdout } = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 },
  )
  expect(status).toBe(0)
  const { components } = JSON.parse(stdout) as { components: { name: string; purl: string }[] }
  const names = components.map(({ name }) => name)
  for (const name of Object.keys(json('package.json').dependencies)) expect(names).toContain(name)
  expect(components.every(({ purl }) => purl.startsWith('pkg:npm/'))).toBe(true)
})
