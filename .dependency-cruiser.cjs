/** Who may import whom; the picture is in docs/architecture.md. */

/** The kernel's rooms, lowest first: each may import itself and the rooms before it. */
const KERNEL = [
  ['pixels'],
  ['face'],
  ['likeness', 'follow'],
  ['gallery'],
  ['movement', 'atlas'],
  ['node', 'store'],
]

/** The server's rooms. `contract` is both ends'; `start` runs before anything is installed. */
const SERVER = [
  ['contract'],
  ['web'],
  ['lookup', 'museum'],
  ['pictures', 'pages'],
  ['reference'],
  ['routes', 'desk'],
]

/** The kiosk's floors. Rooms on one floor may import each other, but not in a circle. */
const KIOSK = [
  ['camera', 'face'],
  ['state'],
  ['messages', 'server', 'wall'],
  ['session', 'parts', 'morph', 'why', 'moving'],
  ['upkeep', 'eye', 'selfie', 'desk', 'atlas'],
  ['view'],
  ['exhibit'],
]

/** One rule for each floor: nothing on it imports a floor above. */
function floors(folder, rooms) {
  return rooms.slice(0, -1).map((floor, at) => ({
    name: `${folder}-${floor.join('-')}-imports-nothing-above`,
    severity: 'error',
    from: { path: `^${folder}/(${floor.join('|')})/` },
    to: {
      path: `^${folder}/(${rooms
        .slice(at + 1)
        .flat()
        .join('|')})/`,
    },
  }))
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: '^tests/' },
      to: { circular: true },
    },
    ...floors('embeddings', KERNEL),
    ...floors('server', SERVER),
    {
      name: 'rooms-import-no-composition-root',
      comment: 'The files at the top of indexer/ and server/ put the rooms together.',
      severity: 'error',
      from: { path: '^(indexer|server)/[^/]+/' },
      to: { path: '^(indexer|server)/[^/]+\\.ts$' },
    },
    ...floors('kiosk', KIOSK),
    {
      name: 'kernel-stands-alone',
      comment: 'It runs in Node and in browsers: nothing of ours, no node: module, only zod.',
      severity: 'error',
      from: { path: '^embeddings/(?!node/|store/)' },
      to: { pathNot: ['^embeddings/(?!node/|store/)', '^node_modules/zod/'] },
    },
    {
      name: 'kernel-on-node-knows-only-the-kernel',
      severity: 'error',
      from: { path: '^embeddings/(store|node)/' },
      to: { path: '^(indexer|server|kiosk|tests)/' },
    },
    {
      name: 'contract-is-schemas-and-types',
      severity: 'error',
      from: { path: '^server/contract/' },
      to: {
        pathNot: [
          '^server/contract/',
          '^embeddings/(?!node/|store/)',
          '^node_modules/(zod|fastest-levenshtein)/',
        ],
      },
    },
    {
      name: 'indexer-knows-no-server-and-no-kiosk',
      comment: 'Its desk answers what the contract says that curators may ask.',
      severity: 'error',
      from: { path: '^indexer/', pathNot: '^indexer/desk/' },
      to: { path: '^(server|kiosk|tests)/' },
    },
    {
      name: 'indexers-desk-knows-the-contract',
      severity: 'error',
      from: { path: '^indexer/desk/' },
      to: { path: '^(server/(?!contract/)|kiosk|tests)/' },
    },
    {
      name: 'server-knows-no-indexer-and-no-kiosk',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(indexer|kiosk|tests)/' },
    },
    {
      name: 'kiosk-knows-the-kernel-and-the-contract',
      severity: 'error',
      from: { path: '^kiosk/' },
      to: { path: '^(indexer|tests|server/(?!contract/)|embeddings/(store|node)/)' },
    },
    {
      name: 'kiosk-runs-in-browsers',
      severity: 'error',
      from: { path: '^kiosk/', pathNot: '^kiosk/(vite\\.config\\.ts|build/)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
