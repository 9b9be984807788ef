import { defineConfig } from 'vitest/config'
import { closingLine } from './test/support/closing-line.ts'

export default defineConfig({
  test: {
    reporters: ['default', closingLine],
    coverage: {
      provider: 'v8',
      include: ['src/{at,commands,calls,modem}/**/*.ts'],
      reporter: ['text', 'json'],
      reportOnFailure: true,
      // Where calls are made and kept: what no test reaches there, nobody has tried.
      thresholds: Object.fromEntries(
        ['at', 'commands', 'calls', 'modem'].map(folder => [`src/${folder}/**`, { lines: 95, branches: 95 }]),
      ),
    },
    projects: [
      // Some open sockets and ptys, in real time, on machines that may be busy.
      {
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/system/**'], testTimeout: 30_000 },
      },
      {
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
