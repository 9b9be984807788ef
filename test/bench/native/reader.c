/*
 * The floor: what a host that does nothing but poll and read gets out of a module on a terminal.
 *
 *     reader PATH [TASK]
 *
 * It carries out the requests that all contestants do (test/bench/peers/contestant-request.ts), one line of JSON each,
 * and reads in the same way whatever the task is.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int port;
/* The line that is coming in. */
static char line[256];
static size_t line_size;

/* What the lines told. */
static bool answered;
static int64_t ring_ns = -1;
static uint32_t lines, gaps, next_number;
static int64_t cpu_before_us;

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int64_t cpu_us(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static bool begins(const char *beginning) {
  return strncmp(line, beginning, strlen(beginning)) == 0;
}

static void take_line(void) {
  static const char clip[] = "+CLIP: \"", numbered[] = "+CREG: 1,\"1A2B\",\"";
  if (strcmp(line, "OK") == 0) {
    answered = true;
  } else if (begins(clip)) {
    ring_ns = now_ns() - strtoll(line + sizeof clip - 1, NULL, 10);
  } else if (begins(numbered)) {
    uint32_t number = strtoul(line + sizeof numbered - 1, NULL, 16);
    lines++;
    if (number != next_number) gaps++;
    next_number = number + 1;
  }
}

static void read_port(void) {
  char bytes[4096];
  ssize_t count = read(port, bytes, sizeof bytes);
  for (ssize_t at = 0; at < count; at++) {
    if (bytes[at] == '\n') {
      line[line_size] = 0;
      if (line_size > 0) take_line();
      line_size = 0;
    } else if (bytes[at] != '\r' && line_size + 1 < sizeof line) {
      line[line_size++] = bytes[at];
    }
  }
}

static void wait_for_port(void) {
  struct pollfd readable = {port, POLLIN, 0};
  poll(&readable, 1, -1);
  read_port();
}

static void command(const char *text) {
  answered = false;
  if (write(port, text, strlen(text)) < 0) exit(1);
  while (!answered) wait_for_port();
}

static void round_trips(long count) {
  double *latencies_us = malloc(count * sizeof *latencies_us);
  int64_t cpu_start_us = cpu_us(), start_ns = now_ns();
  for (long at = 0; at < count; at++) {
    int64_t sent_ns = now_ns();
    command("AT\r");
    latencies_us[at] = (now_ns() - sent_ns) / 1e3;
  }
  printf("{\"result\":{\"elapsedUs\":%.1f,\"cpuUs\":%lld,\"latenciesUs\":[", (now_ns() - start_ns) / 1e3,
         (long long)(cpu_us() - cpu_start_us));
  for (long at = 0; at < count; at++) printf(at ? ",%.2f" : "%.2f", latencies_us[at]);
  printf("]}}\n");
  free(latencies_us);
}

static void next_ring(void) {
  while (ring_ns < 0) wait_for_port();
  printf("{\"result\":%.2f}\n", ring_ns / 1e3);
  ring_ns = -1;
}

static void carry_out(const char *request) {
  static const char count[] = "\"count\":";
  if (strstr(request, "\"round-trips\"")) {
    const char *found = strstr(request, count);
    round_trips(found ? strtol(found + sizeof count - 1, NULL, 10) : 1);
  } else if (strstr(request, "\"next-ring\"")) {
    next_ring();
  } else if (strstr(request, "\"hang-up\"")) {
    command("AT+CHUP\r");
    printf("{\"result\":null}\n");
  } else if (strstr(request, "\"start-counting\"")) {
    lines = gaps = next_number = 0;
    cpu_before_us = cpu_us();
    printf("{\"result\":null}\n");
  } else if (strstr(request, "\"counted\"")) {
    printf("{\"result\":{\"lines\":%u,\"gaps\":%u,\"cpuUs\":%lld}}\n", lines, gaps,
           (long long)(cpu_us() - cpu_before_us));
  } else {
    printf("{\"error\":\"the reader cannot do this\"}\n");
  }
}

int main(int count, char **arguments) {
  struct termios settings;
  if (count < 2) return 2;
  port = open(arguments[1], O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (port < 0 || tcgetattr(port, &settings)) {
    perror(arguments[1]);
    return 1;
  }
  cfmakeraw(&settings);
  cfsetspeed(&settings, B115200);
  tcsetattr(port, TCSANOW, &settings);
  setvbuf(stdout, NULL, _IOLBF, 0);
  printf("{}\n");
  struct pollfd ends[2] = {{port, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  for (;;) {
    poll(ends, 2, -1);
    if (ends[0].revents & POLLIN) read_port();
    if (ends[1].revents) {
      static char request[4096];
      static size_t size;
      ssize_t got = read(STDIN_FILENO, request + size, sizeof request - 1 - size);
      if (got <= 0) return 0;
      request[size += got] = 0;
      if (!strchr(request, '\n')) continue;
      size = 0;
      carry_out(request);
    }
  }
}
