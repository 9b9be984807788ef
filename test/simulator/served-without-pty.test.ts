import { expect, it, vi } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'

vi.mock('@lydell/node-pty', () => {
  throw new Error('Cannot find package')
})

it('without @lydell/node-pty, servePty says that TCP serves', async () => {
  const sim = await startSimulator()
  await expect(sim.modules[0]?.servePty()).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
    message: expect.stringContaining('TCP'),
  })
})
