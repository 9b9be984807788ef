"""pyserial as a contestant: pyserial-contestant.py PATH TASK, with the requests of contestant-request.ts on stdin."""

import json
import queue
import re
import sys
import time

import serial
import serial.threaded

CLIP = re.compile(r'\+CLIP: "(\d+)"')
NUMBERED = re.compile(r'\+CREG: 1,"1A2B","([0-9A-F]{8})",7$')


class Blocking:
    """One thread that writes, and waits for the answer: what a script does."""

    def __init__(self, path):
        self.port = serial.Serial(path, 115200, timeout=1)

    def round_trips(self, count):
        latencies = []
        cpu_ns = time.process_time_ns()
        start_ns = time.monotonic_ns()
        for _ in range(count):
            sent_ns = time.monotonic_ns()
            self.port.write(b"AT\r")
            # Of pyserial's ways to wait for an end that has no fixed length this costs the fewest calls.
            answer = self.port.read(1)
            while not answer.endswith(b"OK\r\n"):
                answer += self.port.read(self.port.in_waiting or 1)
            latencies.append((time.monotonic_ns() - sent_ns) / 1000)
        return {
            "elapsedUs": (time.monotonic_ns() - start_ns) / 1000,
            "cpuUs": (time.process_time_ns() - cpu_ns) / 1000,
            "latenciesUs": latencies,
        }


class Threaded(serial.threaded.LineReader):
    """pyserial's own reader thread and line reader: what a program does that hears what comes unasked."""

    def __init__(self):
        super().__init__()
        self.rings = queue.SimpleQueue()
        self.answers = queue.SimpleQueue()
        self.start_counting()

    def handle_line(self, line):
        if line == "OK":
            self.answers.put(line)
            return
        ring = CLIP.match(line)
        if ring:
            self.rings.put((time.monotonic_ns() - int(ring[1])) / 1000)
            return
        numbered = NUMBERED.match(line)
        if numbered:
            number = int(numbered[1], 16)
            self.lines += 1
            if number != self.next_number:
                self.gaps += 1
            self.next_number = number + 1

    def next_ring(self):
        return self.rings.get()

    def hang_up(self):
        self.write_line("AT+CHUP")
        self.answers.get()

    def start_counting(self):
        self.lines = self.gaps = self.next_number = 0
        self.cpu_ns = time.process_time_ns()

    def counted(self):
        cpu_us = (time.process_time_ns() - self.cpu_ns) / 1000
        return {"lines": self.lines, "gaps": self.gaps, "cpuUs": cpu_us}


def open_threaded(path):
    reader = serial.threaded.ReaderThread(serial.Serial(path, 115200), Threaded)
    reader.start()
    return reader.connect()[1]


def main():
    path, task = sys.argv[1:3]
    contestant = Blocking(path) if task == "round-trip" else open_threaded(path)
    print("{}", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        arguments = {name: value for name, value in request.items() if name != "do"}
        result = getattr(contestant, request["do"].replace("-", "_"))(**arguments)
        print(json.dumps({"result": result}), flush=True)


main()
