import { expect, test } from 'vitest'
import { audioChoice } from '../../src/cli/audio-option.ts'
import { FakeIo } from './fake-io.ts'

test.each([
  ['auto', 'auto'],
  ['none', 'none'],
  ['pcm:/dev/ttyUSB1', { kind: 'pcm-port', port: { path: '/dev/ttyUSB1' } }],
  ['pcm:COM5', { kind: 'pcm-port', port: { path: 'COM5' } }],
  ['pcm:tcp://127.0.0.1:4001', { kind: 'pcm-port', port: { path: 'tcp://127.0.0.1:4001' } }],
  ['usb:plughw:Android', { kind: 'usb-audio', device: 'plughw:Android' }],
  ['usb:plughw:CARD=Android_1,DEV=0', { kind: 'usb-audio', device: 'plughw:CARD=Android_1,DEV=0' }],
  ['card:plughw:1', { kind: 'external-card', device: 'plughw:1' }],
])('--audio %s', (text, choice) => {
  expect(audioChoice(text)).toEqual(choice)
})

test.each(['', 'Auto', 'pcm', 'pcm:', 'usb:', 'card', '/dev/ttyUSB1', 'tty:/dev/ttyUSB1', ' pcm:/dev/ttyUSB1'])(
  '--audio %j is refused, with what there is',
  text => {
    expect(() => audioChoice(text)).toThrow(/auto, none, pcm:PORT, usb:DEVICE, card:DEVICE/)
  },
)

test.each(['dial', 'answer', 'record'])('%s: a path that is none is bad usage', async command => {
  const io = new FakeIo()
  const argument = { dial: ['5550101'], answer: [], record: ['a.wav'] }[command] ?? []
  expect(await io.run([command, ...argument, '--audio', 'bluetooth', '--port', 'sim'])).toBe(2)
  expect(io.stderr.text).toMatch(/^cellvoice: INVALID_ARGUMENT: .*--audio.*bluetooth.*\n$/)
})
