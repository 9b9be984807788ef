import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { describeClient, has } from './support/client-test.ts'

const unit = new URL('../../hardware/systemd/cellvoice.service', import.meta.url).pathname

function analyze(...args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8', timeout: 20_000 })
  return { status, text: `${stdout}${stderr}` }
}

describeClient('the systemd unit', [has('systemd-analyze')], () => {
  test('leaves little open: an exposure of at most 2.0', () => {
    const { text } = analyze('security', '--offline=yes', unit)
    const [, exposure] = /Overall exposure level for cellvoice\.service: (\d+\.\d)/.exec(text) ?? []
    expect(Number(exposure)).toBeLessThanOrEqual(2)
  })

  test('has no line that systemd does not know', () => {
    expect(analyze('verify', '--man=no', unit).text.match(/cellvoice\.service:\d+:.*/g) ?? []).toEqual([])
  })
})
