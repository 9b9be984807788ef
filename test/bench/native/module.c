/*
 * A module on a pseudo-terminal, as quick as a program can be, so that what is measured is the host's side alone.
 *
 *     module DSCI CLIP [COMMAND ANSWER]...
 *
 * DSCI and CLIP are 1 where a ring brings that line. ANSWER holds the lines for COMMAND with \n between them; what is
 * not named is answered with OK. ATE1 and ATE0 switch the echo, AT+CLCC lists the call, AT+CHUP and ATH end it.
 *
 * It talks to its parent as the other programs of the benchmarks do: a line of JSON when it is ready, then one for each
 * line that comes on standard input; it ends with its parent.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define SECOND_NS 1000000000LL

static int terminal;
static bool tells_dsci, tells_clip, echoes;
static char **answers;
static int answer_count;
/* The number of the call that rings; empty while there is none. */
static char caller[32];

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * SECOND_NS + now.tv_nsec;
}

static void sleep_until(int64_t when_ns) {
  struct timespec when = {when_ns / SECOND_NS, when_ns % SECOND_NS};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL) == EINTR) {
  }
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* Waits while the host does not read, as a module with flow control does. */
static void send_all(const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t written = write(terminal, bytes, size);
    if (written < 0) {
      if (errno != EAGAIN && errno != EINTR) fail("write");
      struct pollfd room = {terminal, POLLOUT, 0};
      poll(&room, 1, -1);
      continue;
    }
    bytes += written;
    size -= written;
  }
}

/* What goes out at once: the echo and all lines of an answer. */
struct text {
  char bytes[4096];
  size_t size;
};

static void add(struct text *text, const char *bytes, size_t size) {
  if (text->size + size > sizeof text->bytes) size = sizeof text->bytes - text->size;
  memcpy(text->bytes + text->size, bytes, size);
  text->size += size;
}

/* Each line between CR LF (V.250 5.7.1). */
static void add_lines(struct text *text, const char *lines) {
  while (*lines) {
    size_t length = strcspn(lines, "\n");
    add(text, "\r\n", 2);
    add(text, lines, length);
    add(text, "\r\n", 2);
    lines += length + (lines[length] == '\n');
  }
}

static void add_indication(struct text *text, int state) {
  char line[96];
  if (!tells_dsci) return;
  snprintf(line, sizeof line, "^DSCI: 1,1,%d,0,%s,129,0", state, caller);
  add_lines(text, line);
}

static const char *fixed_answer(const char *command) {
  for (int at = 0; at + 1 < answer_count; at += 2)
    if (strcmp(answers[at], command) == 0) return answers[at + 1];
  return "OK";
}

static void take_command(const char *command) {
  struct text text = {.size = 0};
  if (echoes) {
    add(&text, command, strlen(command));
    add(&text, "\r", 1);
  }
  if (strcmp(command, "ATE1") == 0) echoes = true;
  if (strcmp(command, "ATE0") == 0) echoes = false;
  if (strcmp(command, "AT+CLCC") == 0 && *caller) {
    char line[96];
    snprintf(line, sizeof line, "+CLCC: 1,1,4,0,0,\"%s\",129\nOK", caller);
    add_lines(&text, line);
  } else {
    add_lines(&text, fixed_answer(command));
  }
  if ((strcmp(command, "AT+CHUP") == 0 || strcmp(command, "ATH") == 0) && *caller) {
    add_indication(&text, 6);
    *caller = 0;
  }
  send_all(text.bytes, text.size);
}

static void read_commands(void) {
  static char typed[1024];
  static size_t size;
  char bytes[512];
  ssize_t count = read(terminal, bytes, sizeof bytes);
  for (ssize_t at = 0; at < count; at++) {
    if (bytes[at] == '\r') {
      typed[size] = 0;
      size = 0;
      take_command(typed);
    } else if (bytes[at] != '\n' && size + 1 < sizeof typed) {
      typed[size++] = bytes[at];
    }
  }
}

static void ring(void) {
  struct text text = {.size = 0};
  snprintf(caller, sizeof caller, "%lld", (long long)now_ns());
  add_lines(&text, "RING");
  if (tells_clip) {
    char line[96];
    snprintf(line, sizeof line, "+CLIP: \"%s\",129,,,,0", caller);
    add_lines(&text, line);
  }
  add_indication(&text, 4);
  send_all(text.bytes, text.size);
}

/* The numbered line of the flood that is on its way, and how much of it is out. */
static struct {
  char bytes[64];
  size_t size, out;
  uint32_t next_number;
} numbered;

/* Takes up to `room` bytes of the flood, going on where the piece before broke off. */
static size_t take_numbered(char *piece, size_t room) {
  size_t rest = numbered.size - numbered.out;
  size_t size = rest < room ? rest : room;
  memcpy(piece, numbered.bytes + numbered.out, size);
  numbered.out += size;
  return size;
}

static void fill(char *piece, size_t size) {
  for (size_t filled = 0; filled < size; filled += take_numbered(piece + filled, size - filled)) {
    if (numbered.out < numbered.size) continue;
    numbered.size = snprintf(numbered.bytes, sizeof numbered.bytes, "\r\n+CREG: 1,\"1A2B\",\"%08X\",7\r\n",
                             numbered.next_number++);
    numbered.out = 0;
  }
}

/* As on a wire without flow control, what the host's buffers do not take in time is lost. Returns how much that was. */
static size_t send_in_time(const char *bytes, size_t size) {
  ssize_t written = write(terminal, bytes, size);
  return size - (written < 0 ? 0 : written);
}

/* Numbered lines without a pause, at the speed of a wire. */
static void flood(int64_t bytes_per_second, size_t piece_bytes, int64_t seconds) {
  char piece[4096];
  if (piece_bytes < 1 || piece_bytes > sizeof piece) piece_bytes = sizeof piece;
  int64_t start_ns = now_ns(), latest_ns = 0, sent = 0, dropped = 0;
  numbered.size = numbered.out = numbered.next_number = 0;
  while (sent < bytes_per_second * seconds) {
    sent += piece_bytes;
    /* A piece is there when the last of its bits is. */
    int64_t due_ns = start_ns + (int64_t)((double)sent / bytes_per_second * SECOND_NS);
    sleep_until(due_ns);
    int64_t late_ns = now_ns() - due_ns;
    if (late_ns > latest_ns) latest_ns = late_ns;
    fill(piece, piece_bytes);
    dropped += send_in_time(piece, piece_bytes);
    read_commands();
  }
  /* The last line is counted as sent, so it must have its end. */
  dropped += send_in_time(piece, take_numbered(piece, sizeof piece));
  printf("{\"result\":{\"lines\":%u,\"droppedBytes\":%lld,\"latestUs\":%lld}}\n", numbered.next_number,
         (long long)dropped, (long long)(latest_ns / 1000));
}

static long number_after(const char *request, const char *key) {
  const char *found = strstr(request, key);
  return found ? strtol(found + strlen(key), NULL, 10) : 0;
}

static void carry_out(const char *request) {
  if (strstr(request, "\"do\":\"ring\"")) {
    ring();
    printf("{\"result\":null}\n");
  } else if (strstr(request, "\"do\":\"flood\"")) {
    flood(number_after(request, "\"bytesPerSecond\":"), number_after(request, "\"pieceBytes\":"),
          number_after(request, "\"seconds\":"));
  } else {
    printf("{\"error\":\"the module of the benchmarks in C cannot do this\"}\n");
  }
}

static void open_terminal(void) {
  terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (terminal < 0 || grantpt(terminal) || unlockpt(terminal)) fail("posix_openpt");
  /* Held open: while no host has the terminal open, reading from this end would be an error. */
  int host = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  struct termios settings;
  if (host < 0 || tcgetattr(host, &settings)) fail("open");
  cfmakeraw(&settings);
  tcsetattr(host, TCSANOW, &settings);
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  tells_dsci = arguments[1][0] == '1';
  tells_clip = arguments[2][0] == '1';
  answers = arguments + 3;
  answer_count = count - 3;
  setvbuf(stdout, NULL, _IOLBF, 0);
  open_terminal();
  printf("{\"path\":\"%s\"}\n", ptsname(terminal));
  struct pollfd ends[2] = {{terminal, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  for (;;) {
    poll(ends, 2, -1);
    if (ends[0].revents & POLLIN) read_commands();
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
