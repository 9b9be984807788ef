import { describe, expect, it } from 'vitest'
import { readDestination } from '../../../src/api/callops/destination.ts'

const number = (text: string) => readDestination(text, 'osid').number

describe('a destination', () => {
  it.each([
    ['sip:+441632960961@gw', '+441632960961'],
    ['sips:+441632960961@gw.example:5061;transport=tls', '+441632960961'],
    ['SIP:01632960961@gw', '01632960961'],
    ['sip:+44-1632-960961;phone-context=x@gw;user=phone', '+441632960961'],
    ['sip:%2B441632960961:secret@gw', '+441632960961'],
    ['sip:%23%2A21@gw', '#*21'],
    ['sip:+441632960961@gw?Replaces=a%40b', '+441632960961'],
    ['sip:5550100', '5550100'],
    ['tel:+44-1632-960961', '+441632960961'],
    ['tel:(01632)960.961;ext=4', '01632960961'],
    ['tel:+44 (0) 1632 960961', '+441632960961'],
    ['sip:+44%20(0)1632960961@gw', '+441632960961'],
    ['0044 (0)1632 960961', '00441632960961'],
    ['(0)1632 960961', '01632960961'],
    ['+39 (0)6 1234567', '+39061234567'],
    ['+44 1632 960961', '+441632960961'],
    ['5550100', '5550100'],
    ['"Anna, at <home>" sip:1@gw', null],
    ['"Anna" <sip:+441632960961@gw>;tag=1', '+441632960961'],
    ['<tel:5550100>', '5550100'],
    ['*31#a1', '*31#A1'],
    ['1'.repeat(40), '1'.repeat(40)],
    ['1'.repeat(41), null],
    ['', null],
    ['sip:', null],
    ['sip:@gw', null],
    ['sip:anna@gw', null],
    ['sip:abba@gw', null],
    ['sip:192.0.2.1', null],
    ['sip:192.0.2.1:5060', null],
    ['192.0.2.1', null],
    ['sip:%zz@gw', null],
    ['http://5550100/', null],
    ['+', null],
    ['++44', null],
    [`sip:5550100@gw;x=${'y'.repeat(2048)}`, null],
  ])('%s dials %s', (text, dialled) => {
    expect(number(text)).toBe(dialled)
  })

  it.each([
    ['sip:+44@gw;osid=1.2a', '1.2a', 'sip:+44@gw'],
    ['sip:+44@gw;transport=udp;osid=1.2a;lr', '1.2a', 'sip:+44@gw;transport=udp;lr'],
    ['sip:+44@gw;OSID=1.2a', '1.2a', 'sip:+44@gw'],
    ['"A" <sip:+44@gw;osid=1.2a>;tag=5', '1.2a', 'sip:+44@gw'],
    ['"A" <sip:+44@gw>;osid=1.2a', '1.2a', 'sip:+44@gw'],
    ['sip:+44@gw?H=1;osid=1.2a', '1.2a', 'sip:+44@gw?H=1'],
    ['sip:+44@gw;osid=1.2a?H=1', '1.2a', 'sip:+44@gw?H=1'],
    ['sip:+44@gw;osid=a-b@c', 'a-b@c', 'sip:+44@gw'],
    ['tel:+44;osid=1.2a', '1.2a', 'tel:+44'],
    ['+44;osid=1.2a', '1.2a', '+44'],
  ])('%s names the dialog %s, and is %s without', (text, value, uri) => {
    expect(readDestination(text, 'osid')).toMatchObject({ number: '+44', marker: { value, uri } })
  })

  it.each(['sip:+44@gw', 'sip:+44@gw;osid=', 'sip:+44@gw;xosid=1.2', 'sip:+44@gw;osid', 'sip:+44@gw;other=1.2'])(
    '%s names none',
    text => {
      expect(readDestination(text, 'osid')).toEqual({ number: '+44', uri: text, marker: null })
    },
  )

  it('is marked by the parameter it is told, whatever characters that has', () => {
    expect(readDestination('sip:1@gw;o.d=1.2', 'o.d').marker?.value).toBe('1.2')
    expect(readDestination('sip:1@gw;oxd=1.2', 'o.d').marker).toBeNull()
  })
})
