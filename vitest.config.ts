import { defineConfig } from 'vitest/config'

// This variable names an addon for the Electron under test; everything else is tested with the one of the package.
const addonOfElectron = process.env.BETTER_SQLITE3_NODE
if (addonOfElectron !== undefined) {
  process.env.ELECTRON_BETTER_SQLITE3_NODE = addonOfElectron
  delete process.env.BETTER_SQLITE3_NODE
}

const project = (name: string, testTimeout: number) => ({
  test: {
    name,
    include:
      name === 'unit'
        ? ['test/unit/**/*.test.ts', 'test/layers.test.ts', 'shared/**/*.test.ts', 'main/**/*.test.ts']
        : [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism: name === 'unit',
  },
})

export default defineConfig({
  test: { projects: [project('unit', 20_000), project('integration', 60_000), project('e2e', 120_000)] },
})
