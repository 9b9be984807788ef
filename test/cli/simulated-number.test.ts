import { expect, test } from 'vitest'
import { scriptsOf } from '../../src/cli/scripts-of.ts'
import { simulatedNumberFault } from '../../src/cli/simulated-number.ts'
import { startSimulator } from '../../src/simulator/index.ts'

test.each([
  ['+15550100000', 1],
  ['15550100001', 2],
  ['+15550100001', 1],
  ['+15550100', 1],
  ['10086', 1],
])('%s is refused beside %i modules just where the simulator refuses it', async (number, modules) => {
  const simulator = await startSimulator({ modules })
  const isRefused = () => {
    try {
      simulator.network.subscriber(number)
      return false
    } catch {
      return true
    }
  }
  expect(simulatedNumberFault(number, modules) !== null).toBe(isRefused())
  await simulator.close()
})

test.each(['112', '08', '+44', '', 'abc', '12345678901234567', '+155501000ab'])('%j is nobody', number => {
  expect(simulatedNumberFault(number, 1)).toBe('is no number of 4 to 15 digits')
})

test.each(['simulateCall', 'simulateAnswer'])('a script of a module itself is refused: %s', option => {
  const scripts = () =>
    scriptsOf({ simulation: {}, channelDefaults: {} }, ['sim', 'sim:ec25'], { [option]: ['+15550100001: hang up'] })
  expect(scripts).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
})
