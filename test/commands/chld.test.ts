import { describe, expect, it } from 'vitest'
import { holdOperations } from '../../src/commands/chld.ts'

describe('what AT+CHLD=? lists', () => {
  it.each([
    ['+CHLD: (0,1,1x,2,2x,3,4)', ['0', '1', '1x', '2', '2x', '3', '4']],
    ['+CHLD: (0,1,1X,2,2X,3)', ['0', '1', '1x', '2', '2x', '3']],
    ['+CHLD: 0,1,2,3', ['0', '1', '2', '3']],
    ['+CHLD:("0", "1x", "4")', ['0', '1x', '4']],
    ['+CHLD: (0-2,4)', ['0', '1', '2', '4']],
    ['+CHLD: (4-0)', []],
    ['+CHLD: ()', []],
    ['+CHLD:', []],
  ])('%s', (line, operations) => {
    expect(holdOperations.decode({ lines: [line], final: { kind: 'ok' }, data: new Uint8Array() }, undefined)).toEqual(
      operations,
    )
  })

  it('is nothing without a line', () => {
    const response = { lines: [], final: { kind: 'ok' }, data: new Uint8Array() } as const
    expect(holdOperations.decode(response, undefined)).toEqual([])
  })
})
