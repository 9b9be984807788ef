import { describe, expect, it } from 'vitest'
import { numberTypeOf } from '../../src/commands/number-field.ts'

describe('the type of a number', () => {
  it.each([
    ['+441632960961', 145],
    ['01632960961', 129],
    ['*100#', 129],
  ] as const)('%s is %i', (number, type) => {
    expect(numberTypeOf(number)).toBe(type)
  })
})
