import { expect, test } from 'vitest'
import { FRAME_MS } from '../../src/audio/frame.ts'
import { play, type Scene } from '../simulator/play.ts'
import { amplitude, inCall, sourceOf } from '../simulator/sound.ts'
import { download, hostOf } from '../simulator/stored-files.ts'
import { describeClient } from './support/client-test.ts'

const tone = Int16Array.from({ length: 8000 }, (_, index) => 8000 * Math.sin((2 * Math.PI * 440 * index) / 8000))

/** Sends a command that asks sox, which works on the clock of the wall, and waits for its result. */
async function command(scene: Scene, line: string): Promise<string[]> {
  await hostOf(scene).send(`${line}\r`)
  const lines: string[] = []
  await expect
    .poll(async () => {
      await scene.clock.advance(0)
      lines.push(...hostOf(scene).takeLines())
      return lines.length
    })
    .toBeGreaterThan(0)
  return lines
}

describeClient('AMR with sox', [['sh', '-c', 'sox --help | grep -q amr-nb']], () => {
  test('a second is recorded, and played to the far end again', async () => {
    const { scene, module, farEar } = await inCall({ family: 'ec25' })
    module.setMicrophone(sourceOf(tone))
    expect(await command(scene, 'AT+QAUDRD=1,"a.amr",3,0')).toEqual(['OK'])
    await play(scene, ['~ 1000', '> AT+QAUDRD=0', '< OK', '~ 400'])
    // A magic number, and 50 frames of 12.2 kbit/s with their headers.
    await expect.poll(async () => (await download(scene, 'a.amr')).length).toBe(6 + 50 * 32)
    expect((await download(scene, 'a.amr')).subarray(0, 7).toString('latin1')).toBe('#!AMR\n\x3c')
    farEar.take()
    expect(await command(scene, 'AT+QPSND=1,"a.amr",0,1,1')).toEqual(['OK'])
    await scene.clock.advance(1000 + FRAME_MS)
    expect(hostOf(scene).takeLines()).toEqual(['+QPSND: 0'])
    const heard = farEar.take().slice(1600, 6400)
    expect(amplitude(heard, 440)).toBeGreaterThan(4000)
    expect(amplitude(heard, 1000)).toBeLessThan(400)
  })
})
