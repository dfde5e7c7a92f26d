import { defineConfig } from 'vitest/config'

const project = (name: string, testTimeout: number) => ({
  test: {
    name,
    include: name === 'unit' ? ['test/unit/**/*.test.ts', 'test/layers.test.ts'] : [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism: name === 'unit',
  },
})

export default defineConfig({
  test: { projects: [project('unit', 20_000), project('integration', 60_000), project('e2e', 120_000)] },
})
