import { describe, expect, it } from 'vitest'
import { checksum } from '../../src/simulator/files/checksum.ts'
import { fits } from '../../src/simulator/files/file-name.ts'
import { type FamilyName, type ModuleOptions, startSimulator } from '../../src/simulator/index.ts'
import { play, playOn, type Scene, type Step, stage } from './play.ts'
import { answerTo, download, hostOf, upload } from './stored-files.ts'

const raw =
  (text: string): Step =>
  scene =>
    void hostOf(scene).send(text)
const restart: Step = ({ sim }) => sim.modules[0]?.reset()
const hi: readonly Step[] = ['> AT+QFUPL="hi",2', '< CONNECT', raw('Hi'), '< +QFUPL: 2,4869', '< OK']

async function scene(options: ModuleOptions = {}): Promise<Scene> {
  return stage([{ family: 'ec25', ...options }])
}

describe('the checksum', () => {
  it.each([
    ['', '0'],
    ['Hi', '4869'],
    ['H', '4800'],
    ['HiHi', '0'],
    ['\0\x01', '1'],
    ['\xff\xff\x00\x01\x80', '7ffe'],
  ])('of %j is %s', (content, sum) => {
    expect(checksum(Buffer.from(content, 'latin1'))).toBe(sum)
  })
})

describe('a pattern', () => {
  it.each([
    ['a.wav', 'a.wav', true],
    ['a.wav', 'A.wav', false],
    ['a.wav', 'a.wave', false],
    ['*', 'anything', true],
    ['*.wav', 'a.wav', true],
    ['*.wav', '.wav', true],
    ['*.wav', 'a.wav.amr', false],
    ['a*a', 'a', false],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'acb', false],
    ['*ab*ab', 'ab', false],
    [`${'*a'.repeat(39)}b`, 'a'.repeat(80), false],
  ])('%s and %s: %s', (pattern, name, fit) => {
    expect(fits(name, pattern)).toBe(fit)
  })
})

describe.each<FamilyName>(['ec25', 'ec200u', 'ec600n'])('files of %s', family => {
  it.each<{ command: string; answer: readonly string[] }>([
    { command: 'AT+QFLDS=?', answer: ['OK'] },
    { command: 'AT+QFLDS="UFS"', answer: ['+QFLDS: 2097152,2097152', 'OK'] },
    { command: 'AT+QFLDS="RAM"', answer: ['+QFLDS: 524288,524288', 'OK'] },
    { command: 'AT+QFLDS="SD"', answer: ['+CME ERROR: 419'] },
    { command: 'AT+QFLDS="X"', answer: ['+CME ERROR: 400'] },
    { command: 'AT+QFLDS', answer: ['+QFLDS: 0,0', 'OK'] },
    { command: 'AT+QFLST="*"', answer: ['OK'] },
    { command: 'AT+QFLST="SD:*"', answer: ['+CME ERROR: 417'] },
    { command: 'AT+QFLST="a/b"', answer: ['+CME ERROR: 406'] },
    { command: 'AT+QFUPL=?', answer: ['+QFUPL: <filename>[,(1-2097152)[,(1-65535)[,(0,1)]]]', 'OK'] },
    { command: 'AT+QFUPL="a*"', answer: ['+CME ERROR: 406'] },
    { command: `AT+QFUPL="${'a'.repeat(81)}",1`, answer: ['+CME ERROR: 406'] },
    { command: 'AT+QFUPL="",1', answer: ['+CME ERROR: 406'] },
    { command: 'AT+QFUPL="a",0', answer: ['+CME ERROR: 400'] },
    { command: 'AT+QFUPL="a",1,0', answer: ['+CME ERROR: 400'] },
    { command: 'AT+QFUPL="a",1,5,2', answer: ['+CME ERROR: 400'] },
    { command: 'AT+QFUPL="a",2097153', answer: ['+CME ERROR: 420'] },
    { command: 'AT+QFUPL="SD:a",1', answer: ['+CME ERROR: 410'] },
    { command: 'AT+QFDWL="a"', answer: ['+CME ERROR: 405'] },
    { command: 'AT+QFDWL', answer: ['ERROR'] },
    { command: 'AT+QFDEL="a"', answer: ['+CME ERROR: 405'] },
    { command: 'AT+QFDEL="*"', answer: ['OK'] },
    { command: 'AT+QFOPEN="a",2', answer: ['+CME ERROR: 405'] },
    { command: 'AT+QFOPEN="a",3', answer: ['+CME ERROR: 400'] },
    { command: 'AT+QFREAD=1', answer: ['+CME ERROR: 416'] },
    { command: 'AT+QFCLOSE=1', answer: ['+CME ERROR: 416'] },
    { command: 'AT+CMEE=2;+QFDWL="a"', answer: ['+CME ERROR: file not found'] },
  ])('$command', async ({ command, answer }) => {
    await playOn({ family }, [`> ${command}`, ...answer.map(line => `< ${line}`)])
  })

  it('one is uploaded, refused a second time, listed, downloaded and deleted', async () => {
    const listed = family === 'ec25' ? '"UFS:hi"' : '"hi"'
    await playOn({ family }, [
      ...hi,
      '> AT+QFUPL="UFS:hi",2',
      '< +CME ERROR: 407',
      '> AT+QFLST',
      `< +QFLST: ${listed},2`,
      '< OK',
      '> AT+QFLST="UFS:h*"',
      '< +QFLST: "UFS:hi",2',
      '< OK',
      '> AT+QFLDS="UFS"',
      '< +QFLDS: 2097150,2097152',
      '< OK',
      '> AT+QFDWL="hi"',
      '< CONNECT',
      '< Hi',
      '< +QFDWL: 2,4869',
      '< OK',
      '> AT+QFDEL="hi"',
      '< OK',
      '> AT+QFDWL="hi"',
      '< +CME ERROR: 405',
    ])
  })
})

describe('generic', () => {
  it.each(['AT+QFLDS="UFS"', 'AT+QFLST="*"', 'AT+QFUPL="a",1', 'AT+QFOPEN="a"'])('knows no %s', async command => {
    await playOn({ family: 'generic' }, ['> AT+CMEE=1', '< OK', `> ${command}`, '< ERROR'])
  })
})

describe('a file by its handle', () => {
  it('is written, moved about in, read and closed', async () => {
    const there = await scene()
    await play(there, [
      '> AT+QFOPEN="a"',
      '< +QFOPEN: 1',
      '< OK',
      '> AT+QFWRITE=1,6',
      '< CONNECT',
      raw('abcdef'),
      '< +QFWRITE: 6,6',
      '< OK',
      '> AT+QFPOSITION=1',
      '< +QFPOSITION: 6',
      '< OK',
      '> AT+QFREAD=1,10',
      '< +CME ERROR: 402',
      '> AT+QFSEEK=1,-2,2',
      '< OK',
      '> AT+QFWRITE=1,4,1',
      '< CONNECT',
      raw('XYZ'),
      '~ 1000',
      '< +QFWRITE: 3,7',
      '< OK',
      '> AT+QFSEEK=1,8',
      '< +CME ERROR: 401',
      '> AT+QFSEEK=1,-8,1',
      '< +CME ERROR: 400',
      '> AT+QFSEEK=1,1,0',
      '< OK',
    ])
    expect(await answerTo(there, 'AT+QFREAD=1,2\r')).toBe('\r\nCONNECT 2\r\nbc\r\nOK\r\n')
    expect(await answerTo(there, 'AT+QFREAD=1\r')).toBe('\r\nCONNECT 4\r\ndXYZ\r\nOK\r\n')
    await play(there, [
      '> AT+QFOPEN?',
      '< +QFOPEN: "UFS:a",1,0',
      '< OK',
      '> AT+QFOPEN="a"',
      '< +CME ERROR: 426',
      '> AT+QFDEL="a"',
      '< +CME ERROR: 418',
      '> AT+QFDEL="*"',
      '< OK',
      '> AT+QFCLOSE=1',
      '< OK',
      '> AT+QFOPEN="a",2',
      '< +QFOPEN: 2',
      '< OK',
      '> AT+QFWRITE=2,1',
      '< +CME ERROR: 414',
      '> AT+QFCLOSE=2;+QFOPEN="a",1',
      '< +QFOPEN: 3',
      '< OK',
      '> AT+QFLST="a"',
      '< +QFLST: "UFS:a",0',
      '< OK',
    ])
  })

  it('there are ten at most, and a restart closes them', async () => {
    const there = await scene()
    for (let number = 1; number <= 10; number++) {
      await play(there, [`> AT+QFOPEN="${number}"`, `< +QFOPEN: ${number}`, '< OK'])
    }
    await play(there, ['> AT+QFOPEN="11"', '< +CME ERROR: 413', restart])
    await there.clock.advance(20_000)
    hostOf(there).takeText()
    await play(there, ['> AT+QFDEL="1";+QFOPEN="2"', '< +QFOPEN: 1', '< OK'])
  })

  it('tells how much a full drive took', async () => {
    await playOn({ family: 'ec25', storageBytes: 10 }, [
      '> AT+QFOPEN="a"',
      '< +QFOPEN: 1',
      '< OK',
      '> AT+QFWRITE=1,12',
      '< CONNECT',
      raw('abcdefgh'),
      raw('ijkl'),
      '< +QFWRITE: 10,10',
      '< OK',
      '> AT+QFWRITE=1,1',
      '< CONNECT',
      raw('m'),
      '< +CME ERROR: 403',
    ])
  })
})

describe('storage', () => {
  it('UFS survives a restart, RAM does not', async () => {
    const there = await scene()
    await upload(there, 'a', Buffer.from('flash'))
    await upload(there, 'RAM:a', Buffer.from('memory'))
    expect((await download(there, 'RAM:a')).toString()).toBe('memory')
    there.sim.modules[0]?.reset()
    await there.clock.advance(20_000)
    hostOf(there).takeText()
    expect((await download(there, 'a')).toString()).toBe('flash')
    await play(there, ['> AT+QFDWL="RAM:a"', '< +CME ERROR: 405', '> AT+QFLST="RAM:*"', '< OK'])
  })

  it('AT+QFDEL with a pattern deletes what fits in one storage', async () => {
    const there = await scene()
    for (const name of ['a.wav', 'b.wav', 'c.amr', 'RAM:d.wav']) await upload(there, name, Buffer.from('x'))
    await play(there, [
      '> AT+QFDEL="*.wav"',
      '< OK',
      '> AT+QFLST="*";+QFLST="RAM:*"',
      '< +QFLST: "UFS:c.amr",1',
      '< +QFLST: "RAM:d.wav",1',
      '< OK',
    ])
  })

  it.each<ModuleOptions>([
    { storageBytes: -1 },
    { storageBytes: 0.5 },
    { storageBytes: 67_108_865 },
    { transferBytesPerSecond: 0 },
    { transferBytesPerSecond: Number.NaN },
  ])('%j is refused', async options => {
    await expect(startSimulator({ modules: [options] })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})
