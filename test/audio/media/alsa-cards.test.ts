import { describe, expect, test } from 'vitest'
import { findModuleCard, parseAlsaCards } from '../../../src/audio/media/alsa-cards.ts'

const raspberry = ` 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones
                      bcm2835 Headphones
 1 [Android        ]: USB-Audio - Android
                      Android Android at usb-0000:01:00.0-1.2, high speed
 2 [Android_1      ]: USB-Audio - Android
                      Android Android at usb-0000:01:00.0-1.3.1, high speed
10 [vc4hdmi        ]: vc4-hdmi - vc4-hdmi
                      vc4-hdmi
`

const card = (id: string, name: string) => ` 0 [${id.padEnd(15)}]: USB-Audio - ${name}
                      Quectel ${name} at usb-3f980000.usb-1.2, high speed
`

describe('the list of cards', () => {
  test('is read, two lines a card', () => {
    expect(parseAlsaCards(raspberry).map(({ index, id }) => [index, id])).toEqual([
      [0, 'Headphones'],
      [1, 'Android'],
      [2, 'Android_1'],
      [10, 'vc4hdmi'],
    ])
    expect(parseAlsaCards(raspberry)[1]).toEqual({
      index: 1,
      id: 'Android',
      name: 'Android',
      connection: 'Android Android at usb-0000:01:00.0-1.2, high speed',
    })
  })

  test.each(['', '--- no soundcards ---\n', 'nonsense [x]: \n'])('%j has no card that serves', text => {
    expect(findModuleCard(text)).toBeNull()
  })
})

describe('the card of a module', () => {
  test.each([
    ['without its socket: the first', undefined, 'plughw:Android'],
    ['in socket 1-1.2', '1-1.2', 'plughw:Android'],
    ['in socket 1-1.3.1', '1-1.3.1', 'plughw:Android_1'],
    ['in socket 1-1.3: another one', '1-1.3', null],
  ])('%s', (_, location, device) => {
    expect(findModuleCard(raspberry, location)).toBe(device)
  })

  test.each([
    ['EC21AUX', 'EC21-AUX', 'plughw:EC21AUX'],
    ['Baiwang', 'Baiwang', 'plughw:Baiwang'],
    ['Device', 'Quectel LTE Module', 'plughw:Device'],
    ['Device', 'USB PnP Sound Device', null],
    ['Headset', 'Android Headset', null],
  ])('%s, %s', (id, name, device) => {
    expect(findModuleCard(card(id, name))).toBe(device)
  })
})
