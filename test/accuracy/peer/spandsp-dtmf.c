/* Keys that spandsp hears in 16-bit samples at 8 kHz on stdin: a line each, the key and the sample it was known at. */
#include <stdint.h>
#include <stdio.h>

#include <spandsp.h>

static long heard;

static void tell(void *user, int code, int level, int delay)
{
    (void) user;
    (void) level;
    (void) delay;
    if (code > 0) printf("%c %ld\n", code, heard);
}

int main(void)
{
    int16_t frame[160];
    size_t samples;
    dtmf_rx_state_t *receiver = dtmf_rx_init(NULL, NULL, NULL);
    if (!receiver) return 1;
    dtmf_rx_set_realtime_callback(receiver, tell, NULL);
    while ((samples = fread(frame, sizeof frame[0], 160, stdin)) > 0) {
        heard += (long) samples;
        dtmf_rx(receiver, frame, (int) samples);
    }
    dtmf_rx_free(receiver);
    return 0;
}
