/**
 * The names of the contract: each method with the names of its required and of its optional parameters, in order. What
 * they do is what the methods of the same names in camel case do, where the optional parameters are one object.
 */
export const channelNames = {
  call: [['call_to'], ['call_from', 'seconds_timeout', 'codecs', 'live_speaker_detect', 'lsd_timeout_milliseconds']],
  start_call: [['call_to'], ['call_from', 'codecs', 'live_speaker_detect', 'lsd_timeout_milliseconds']],
  wait_for_outgoing_call: [[], ['seconds_timeout', 'return_on_ringing']],
  wait_for_answer_machine: [
    [],
    [
      'milliseconds_min_beep_duration',
      'milliseconds_post_beep_silence',
      'milliseconds_no_beep_silence',
      'seconds_timeout',
    ],
  ],
  ring: [[], ['seconds_ringtime', 'negotiate_early_media', 'custom_ringtone', 'loop_ringtone', 'codecs']],
  answer: [[], ['codecs']],
  hang_up: [[], []],
  reject: [[], ['cause', 'raw_cause']],
  wait_for_idle: [[], ['seconds_timeout']],
  state: [[], ['check_for_hangup']],
  cause: [[], []],
  connect: [['other_call'], []],
  disconnect: [[], []],
  retrievable_transfer: [
    ['other_call', 'call_to'],
    ['call_from', 'ringback_tone', 'seconds_timeout'],
  ],
  retrieve_transferred_call: [[], []],
  wait_for_transferred_call_retrieval: [[], ['seconds_timeout']],
  transfer_to_conference_room: [
    ['other_call', 'conference_room_name'],
    ['talker_and_listener', 'conference_lifetime_control', 'conference_party_media_settings', 'seconds_timeout'],
  ],
  transfer_cause: [[], []],
  call_conference_room: [
    ['conference_room_name'],
    ['talker_and_listener', 'conference_lifetime_control', 'conference_party_media_settings', 'seconds_timeout'],
  ],
  start_call_conference_room: [
    ['conference_room_name'],
    ['talker_and_listener', 'conference_lifetime_control', 'conference_party_media_settings'],
  ],
  call_inbound_service: [['call_to'], ['call_from', 'seconds_timeout', 'codecs']],
  start_call_inbound_service: [['call_to'], ['call_from', 'codecs']],
  transfer_to_inbound_service: [
    ['other_call', 'call_to'],
    ['call_from', 'ringback_tone', 'seconds_timeout'],
  ],
  create_tone_player: [['tone_manager'], []],
} as const

export const filePlayerNames = {
  play: [['filename'], ['barge_in']],
  stop: [[], []],
  cause: [[], []],
  state: [[], []],
} as const

export const fileRecorderNames = {
  record: [
    ['filename'],
    [
      'file_format',
      'seconds_timeout',
      'max_bytes',
      'milliseconds_max_silence',
      'milliseconds_initial_silence',
      'barge_in',
    ],
  ],
  stop: [[], []],
  cause: [[], []],
  state: [[], []],
  audio_detected_in_recording: [[], []],
} as const

export const dtmfPlayerNames = { play: [['digits'], []], cause: [[], []], state: [[], []] } as const

export const dtmfDetectorNames = {
  get_digits: [
    [],
    ['clear', 'count', 'seconds_predigits_timeout', 'seconds_interdigit_timeout', 'end', 'seconds_timeout'],
  ],
  clear_digits: [[], []],
  cause: [[], []],
} as const

export const playableMediaNames = { text_to_say: [['text'], []], file_to_play: [['filename'], []] } as const

export const muteDigitsNames = { set_digits: [[], ['mute', 'unmute']] } as const

export const toneManagerNames = {
  set_default: [['tone_name'], []],
  create_tone: [['tone_info', 'tone_name'], []],
} as const

/** The parameters of the classes that applications make objects of. */
export const constructorNames = {
  ConferenceLifetimeControl: [[], ['start_on_entry', 'destroy_on_exit']],
  ConferencePartyMediaSettings: [
    [],
    [
      'ringback_tone',
      'on_conference_stopped_file',
      'beep_on_entry',
      'exit_on_dtmf_digit',
      'two_party_optimisation',
      'start_muted',
    ],
  ],
} as const

/** Facts of a call. */
export const detailsNames = [
  'raw_cause',
  'connected_id',
  'far_end_type',
  'codecs',
  'call_from',
  'call_to',
  'call_id',
] as const
