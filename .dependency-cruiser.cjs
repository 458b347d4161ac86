/** Who may import whom; the picture is in docs/architecture.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-stands-alone',
      comment:
        'embeddings/*.ts runs in Node and in browsers: nothing of ours, no node: module, only zod.',
      severity: 'error',
      from: { path: '^embeddings/[^/]+\\.ts$' },
      to: { pathNot: ['^embeddings/[^/]+\\.ts$', '^node_modules/zod/'] },
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
      to: { pathNot: ['^server/contract/', '^embeddings/[^/]+\\.ts$', '^node_modules/zod/'] },
    },
    {
      name: 'indexer-knows-no-server-and-no-kiosk',
      severity: 'error',
      from: { path: '^indexer/' },
      to: { path: '^(server|kiosk|tests)/' },
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
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
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
