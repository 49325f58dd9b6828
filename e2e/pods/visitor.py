"""Somebody who uses the chat from outside of the cluster: twenty requests a second, each over its own connection, and six websockets,
each opened anew as soon as it is cut. Ends on a signal and prints what was refused.

    visitor.py ADDRESS PORT AUTHORITY HOST
"""

import asyncio
import base64
import json
import os
import signal
import ssl
import sys
import time

EVERY = 0.05
# seconds; slow is not refused, on a machine that does many other things
PATIENCE = 15
SOCKETS = 6


class Visitor:
    def __init__(self, address: str, port: int, authority: str, host: str):
        self._where = (address, port)
        self._host = host
        self._tls = ssl.create_default_context(cafile=authority)
        self.asked = self.refused = self.cut = 0
        self.slowest = 0.0
        self.reasons = {}
        self.failures = []

    async def _open(self):
        return await asyncio.open_connection(*self._where, ssl=self._tls, server_hostname=self._host)

    async def _ask(self) -> str:
        reader, writer = await self._open()
        try:
            writer.write(f"GET /health HTTP/1.1\r\nHost: {self._host}\r\nConnection: close\r\n\r\n".encode())
            status = await reader.readline()
            await reader.read()
            return status.decode().strip()
        finally:
            writer.close()

    async def _request(self):
        self.asked += 1
        start = time.monotonic()
        try:
            status = await asyncio.wait_for(self._ask(), PATIENCE)
            self.slowest = max(self.slowest, time.monotonic() - start)
            if " 200 " not in f"{status} ":
                self._fail(start, f"answer {status}")
        except (OSError, asyncio.TimeoutError) as error:
            self._fail(start, type(error).__name__)

    def _fail(self, start: float, reason: str):
        self.refused += 1
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        self.failures.append((start, time.monotonic()))

    async def requests(self):
        running = set()
        while True:
            task = asyncio.create_task(self._request())
            running.add(task)
            task.add_done_callback(running.discard)
            await asyncio.sleep(EVERY)

    async def socket(self):
        while True:
            try:
                reader, writer = await self._open()
                key = base64.b64encode(os.urandom(16)).decode()
                writer.write((f"GET /socket.io/?transport=websocket HTTP/1.1\r\nHost: {self._host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                              f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n").encode())
                if b" 101 " in await reader.readline():
                    await reader.read()
                    self.cut += 1
                writer.close()
            except OSError:
                pass
            await asyncio.sleep(0.2)

    def longest(self) -> float:
        """Seconds in which every request failed."""
        spans, open_since, last = [], None, None
        for start, end in self.failures:
            if open_since is None or start - last > 4 * EVERY:
                open_since = start
            last = start
            spans.append(end - open_since)
        return round(max(spans, default=0), 1)


async def main():
    visitor = Visitor(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
    tasks = [asyncio.create_task(visitor.requests()), *(asyncio.create_task(visitor.socket()) for _ in range(SOCKETS))]
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print("here", flush=True)
    await stop.wait()
    print(json.dumps({"asked": visitor.asked, "refused": visitor.refused, "seconds refused": visitor.longest(), "websockets cut": visitor.cut,
                      "slowest answer": round(visitor.slowest, 1), "reasons": visitor.reasons}), flush=True)
    for task in tasks:
        task.cancel()


asyncio.run(main())
