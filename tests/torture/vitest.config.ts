import { defineConfig } from 'vitest/config'

/** `npm run torture -- <name>`: what takes too long for every run of the tests. */
export default defineConfig({
  test: {
    include: ['tests/torture/*.torture.ts'],
    env: { PENDANT_TORTURE: '1' },
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    fileParallelism: false,
  },
})
