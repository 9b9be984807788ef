import { describe, expect, it } from 'vitest'
import { splitParameters } from '../../src/simulator/at/parameters.ts'
import { splitCommandLine } from '../../src/simulator/at/split-command-line.ts'

describe('splitting a command line', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['E0', ['E run 0']],
    ['E0V1Q0', ['E run 0', 'V run 1', 'Q run 0']],
    ['e0; &c0; +cmee=1; +QIURC=0', ['E run 0', '&C run 0', '+CMEE set 1', '+QIURC set 0']],
    ['S0=1S7?', ['S0 set 1', 'S7 read ']],
    ['S00=001', ['S0 set 001']],
    ['+CLCC', ['+CLCC run ']],
    ['+CLCC=?', ['+CLCC test ']],
    ['+CREG?', ['+CREG read ']],
    ['+CREG = 2', ['+CREG set  2']],
    ['^DSCI=1', ['^DSCI set 1']],
    ['+VTS=1;+VTS=2;+VTS=#', ['+VTS set 1', '+VTS set 2', '+VTS set #']],
    ['+CUSD=1,"1;2",15;+CSQ', ['+CUSD set 1,"1;2",15', '+CSQ run ']],
    ['+QPCMV=0;+QPCMV=1,0;D+49151;', ['+QPCMV set 0', '+QPCMV set 1,0', 'D run +49151;']],
    ['DT5551234;', ['D run T5551234;']],
    ['D10086;+CLCC', ['D run 10086;+CLCC']],
    ['AE0', ['A run ']],
    ['H0', ['H run 0']],
    ['+CLIP="', ['+CLIP set "']],
    ['?', ['? run ']],
  ])('%s', (body, requests) => {
    expect(splitCommandLine(body).map(({ name, form, text }) => `${name} ${form} ${text}`)).toEqual(requests)
  })

  it.each<[string, readonly string[]]>([
    ['', []],
    ['1', ['1']],
    ['1,2', ['1', '2']],
    ['0,3,"+49 1,5",145', ['0', '3', '"+49 1,5', '145']],
    ['"ccinfo" , 1', ['"ccinfo', '1']],
    [',,7', ['', '', '7']],
    ['1,', ['1', '']],
    ['"never closed,1', ['"never closed,1']],
    ['""', ['"']],
  ])('parameters %s', (text, parameters) => {
    const shown = splitParameters(text).map(parameter => `${parameter.quoted ? '"' : ''}${parameter.text}`)
    expect(shown).toEqual(parameters)
  })
})
