import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fields, integerOf, lineFieldsOf, parametersOf } from '../../src/at/fields.ts'

const fieldsOf = (parameters: string) => new Fields(parameters).rest()

describe('the fields of a line', () => {
  it.each<[parameters: string, fields: string[]]>([
    ['', ['']],
    ['1', ['1']],
    ['1,2', ['1', '2']],
    [',', ['', '']],
    ['1,', ['1', '']],
    [',,145', ['', '', '145']],
    ['"+48123456789",145,,,,0', ['+48123456789', '145', '', '', '', '0']],
    ['"",128,,,,1', ['', '128', '', '', '', '1']],
    [' "csq" , 100 , 50 ', ['csq', '100', '50']],
    ['"a,b",1', ['a,b', '1']],
    ['"a" ,15', ['a', '15']],
    ['0,"xy"zz"aa",15', ['0', 'xy"zz"aa', '15']],
    ['"never closed,1', ['never closed,1']],
    ['"', ['']],
    ['""', ['']],
    ['""""', ['""']],
    ['2,1,9110,7E6', ['2', '1', '9110', '7E6']],
    ['1,0,0,0,1,10086,129', ['1', '0', '0', '0', '1', '10086', '129']],
    ['"two\r\nlines",0', ['two\r\nlines', '0']],
  ])('%j', (parameters, fields) => {
    expect(fieldsOf(parameters)).toEqual(fields)
  })

  it('of any text are found, and there is always one', () => {
    fc.assert(fc.property(fc.string(), text => fieldsOf(text).length > 0))
  })

  it('are what was put in quotes, commas and all', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', ' ', '1') })
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), fields => {
        expect(fieldsOf(fields.map(text => `"${text}"`).join(','))).toEqual(fields)
      }),
    )
  })
})

describe('the parameters of a line', () => {
  it.each([
    ['+CLIP: "1",129', '"1",129'],
    ['+CSQ:4,0', '4,0'],
    ['+CMTI: ', ''],
    ['+CREG:', ''],
    ['RING', 'RING'],
    ['+QFLST: "UFS:a.wav",10', '"UFS:a.wav",10'],
  ])('%j', (line, parameters) => {
    expect(parametersOf(line)).toBe(parameters)
  })
})

describe('the fields of the parameters of a line', () => {
  it.each([
    ['+CLIP: "1",129', ['1', '129']],
    ['+CSQ:4,0', ['4', '0']],
    ['+CMTI: ', ['']],
    ['+CLIP:\t"a,b",1\t', ['a,b', '1']],
    ['RING', ['RING']],
  ])('%j', (line, fields) => {
    expect(lineFieldsOf(line)).toEqual(fields)
  })

  it('are what the parameters give by themselves', () => {
    const line = fc.string({ unit: fc.constantFrom(':', ',', '"', ' ', '\t', '\xa0', '1', 'a') })
    fc.assert(
      fc.property(line, text => {
        expect(lineFieldsOf(text)).toEqual(fieldsOf(parametersOf(text)))
      }),
    )
  })
})

describe('fields read one after another', () => {
  it('are texts and numbers as asked, and nothing after the last', () => {
    const fields = new Fields('1,"22", 3 ,x,"a,b",-5,,9')
    expect([fields.text(), fields.integer(), fields.integer(), fields.integer()]).toEqual(['1', 22, 3, null])
    expect([fields.text(), fields.integer(), fields.integer()]).toEqual(['a,b', -5, null])
    expect([fields.integer(), fields.integer(), fields.text()]).toEqual([9, null, undefined])
  })

  it('are the same numbers as when the line is taken apart first', () => {
    const parameters = fc.string({ unit: fc.constantFrom(',', '"', ' ', '-', '1', '23', 'a') })
    fc.assert(
      fc.property(parameters, text => {
        const fields = new Fields(text)
        for (const field of fieldsOf(text)) expect(fields.integer()).toBe(integerOf(field))
      }),
    )
  })

  it('leave the rest', () => {
    const fields = new Fields('"csq",20,99')
    fields.text()
    expect(fields.rest()).toEqual(['20', '99'])
    expect(fields.rest()).toEqual([])
  })
})

describe('a whole number', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['-1', -1],
    ['999999999', 999_999_999],
    ['9999999999', null],
    ['', null],
    [undefined, null],
    ['1.5', null],
    ['7E6', null],
    ['0x10', null],
    ['+1', null],
    [' 1', null],
    ['1 ', null],
    ['١', null],
  ])('%j is %j', (field, value) => {
    expect(integerOf(field)).toBe(value)
  })
})
