import { describe, expectTypeOf, it } from 'vitest'
import type { CallChannel } from '../../../src/api/channel/call-channel.ts'
import type { UASCallChannel } from '../../../src/api/channel/uas/uas-call-channel.ts'
import type { UASConferencePartyMediaSettings } from '../../../src/api/channel/uas/uas-conference.ts'
import type { UASToneManager } from '../../../src/api/channel/uas/uas-known-tones.ts'
import type { Cause } from '../../../src/api/channel/words/cause.ts'
import type { State } from '../../../src/api/channel/words/state.ts'

type Arguments<Name extends keyof UASCallChannel> = UASCallChannel[Name] extends (...args: infer All) => unknown
  ? All
  : never

/** The type checker is the test; at run time nothing is left of it. */
describe('the types of UASCallChannel', () => {
  it('take arguments by position, by name, and mixed', () => {
    expectTypeOf<['tel:44']>().toExtend<Arguments<'call'>>()
    expectTypeOf<['tel:44', '44', 30]>().toExtend<Arguments<'call'>>()
    expectTypeOf<['tel:44', undefined, null]>().toExtend<Arguments<'call'>>()
    expectTypeOf<['tel:44', { call_from: string; seconds_timeout: null }]>().toExtend<Arguments<'call'>>()
    expectTypeOf<['tel:44', '44', { seconds_timeout: number }]>().toExtend<Arguments<'call'>>()
    expectTypeOf<[{ call_to: string; call_from: string }]>().toExtend<Arguments<'call'>>()
    expectTypeOf<[]>().toExtend<Arguments<'ring'>>()
    expectTypeOf<[1]>().toExtend<Arguments<'ring'>>()
    expectTypeOf<[true]>().toExtend<Arguments<'state'>>()
    expectTypeOf<[null]>().toExtend<Arguments<'wait_for_idle'>>()
    expectTypeOf<[UASCallChannel, 'tel:44']>().toExtend<Arguments<'retrievable_transfer'>>()
    expectTypeOf<[{ cause: Cause }]>().toExtend<Arguments<'reject'>>()
    expectTypeOf<[null, 301]>().toExtend<Arguments<'reject'>>()
  })

  it('refuse what the contract does not have', () => {
    expectTypeOf<[]>().not.toExtend<Arguments<'call'>>()
    expectTypeOf<[number]>().not.toExtend<Arguments<'call'>>()
    expectTypeOf<['tel:44', { callFrom: string }]>().not.toExtend<Arguments<'call'>>()
    expectTypeOf<['tel:44', { call_from: number }]>().not.toExtend<Arguments<'call'>>()
    expectTypeOf<[{ call_from: string }]>().not.toExtend<Arguments<'call'>>()
    expectTypeOf<['1']>().not.toExtend<Arguments<'ring'>>()
    expectTypeOf<[CallChannel]>().not.toExtend<Arguments<'connect'>>()
    expectTypeOf<[State]>().not.toExtend<Arguments<'reject'>>()
  })

  it('give what the methods in camel case give', () => {
    expectTypeOf<ReturnType<UASCallChannel['call']>>().toEqualTypeOf<Promise<State>>()
    expectTypeOf<ReturnType<UASCallChannel['start_call']>>().toEqualTypeOf<Promise<boolean>>()
    expectTypeOf<ReturnType<UASCallChannel['state']>>().toEqualTypeOf<State>()
    expectTypeOf<ReturnType<UASCallChannel['cause']>>().toEqualTypeOf<Cause>()
    expectTypeOf<ReturnType<UASCallChannel['create_tone_player']>>().toEqualTypeOf<true>()
    expectTypeOf<UASCallChannel['Details']['far_end_type']>().toEqualTypeOf<CallChannel['details']['farEndType']>()
    expectTypeOf<ReturnType<UASCallChannel['DTMFDetector']['get_digits']>>().toEqualTypeOf<Promise<string>>()
  })

  it('hand over objects of the contract', () => {
    type Settings = { conference_party_media_settings: UASConferencePartyMediaSettings }
    expectTypeOf<[UASCallChannel, 'room1', Settings]>().toExtend<Arguments<'transfer_to_conference_room'>>()
    expectTypeOf<[UASToneManager]>().toExtend<Arguments<'create_tone_player'>>()
    expectTypeOf<[object]>().not.toExtend<Arguments<'create_tone_player'>>()
  })

  it('a state is never a cause', () => {
    expectTypeOf<State & Cause>().toBeNever()
  })
})
