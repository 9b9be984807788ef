import { expect, test } from 'vitest'
import { FakeIo } from './fake-io.ts'

test('volume sets and shows, in text and JSON', async () => {
  const text = new FakeIo()
  expect(await text.run(['volume', '8', '--port', 'sim:ec25'])).toBe(0)
  expect(text.stdout.lines.at(-1)).toBe('volume 8 of 11')
  const json = new FakeIo()
  expect(await json.run(['volume', '--port', 'sim:ec25', '--json'])).toBe(0)
  expect(JSON.parse(json.stdout.text.trim().split('\n').at(-1) ?? '')).toMatchObject({ event: 'volume', volume: 7 })
})

test('forward registers, and shows what the network says then', async () => {
  const io = new FakeIo()
  expect(await io.run(['forward', 'busy', '+441632960961', '--port', 'sim'])).toBe(0)
  expect(io.stdout.lines.at(-1)).toBe('busy           to +441632960961')
})

test('forward without a reason shows all four', async () => {
  const io = new FakeIo()
  expect(await io.run(['forward', '--port', 'sim'])).toBe(0)
  expect(io.stdout.lines.slice(-4).map(line => line.split(/\s+/)[0])).toEqual([
    'unconditional',
    'busy',
    'no-reply',
    'not-reachable',
  ])
})

test('forward refuses a number that cannot be dialled before it opens the port', async () => {
  const io = new FakeIo()
  expect(await io.run(['forward', 'busy', '12;34', '--port', 'sim'])).toBe(2)
  expect(io.stdout.text).toBe('')
})

test('dial --dtmf sends the keys when the far end answers', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '5550101', '--dtmf', '12#', '--max', '4', '--port', 'sim'])).toBe(0)
  expect(io.stdout.lines).toContain('sent 12#')
})

test('dtmf without a call: one clear error', async () => {
  const io = new FakeIo()
  expect(await io.run(['dtmf', '12', '--port', 'sim'])).toBe(6)
  expect(io.stderr.text).toMatch(/WRONG_CALL_STATE: .*no call is active/)
})
