import { defineConfig } from 'vitest/config'

/** `npm run torture -- <name>`: what takes too long for every run of the tests. */
export default defineConfig({
  test: {
    include: ['tests/torture/*.torture.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
})
