/*
 * Call-progress tones that spandsp hears in 16-bit samples at 8 kHz on stdin: a line each, the place of the tone among
 * the arguments and the sample it was known at. An argument is a tone: its elements as "f1,f2,min ms,max ms;" each, 0
 * for no frequency.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <spandsp.h>

static long heard;

static void tell(void *user, int code, int level, int delay)
{
    (void) user;
    (void) level;
    (void) delay;
    if (code >= 0) printf("%d %ld\n", code, heard);
}

int main(int count, char **tones)
{
    int16_t frame[160];
    size_t samples;
    super_tone_rx_state_t *receiver;
    super_tone_rx_descriptor_t *descriptor = super_tone_rx_make_descriptor(NULL);
    for (int index = 1; index < count; index++) {
        int tone = super_tone_rx_add_tone(descriptor);
        for (char *at = tones[index]; *at != '\0'; at = strchr(at, ';') + 1) {
            int f1, f2, least, most;
            if (sscanf(at, "%d,%d,%d,%d;", &f1, &f2, &least, &most) != 4) return 2;
            super_tone_rx_add_element(descriptor, tone, f1, f2, least, most);
        }
    }
    receiver = super_tone_rx_init(NULL, descriptor, tell, NULL);
    if (!receiver) return 1;
    while ((samples = fread(frame, sizeof frame[0], 160, stdin)) > 0) {
        heard += (long) samples;
        super_tone_rx(receiver, frame, (int) samples);
    }
    return 0;
}
