#!/usr/bin/env python3
"""Opens every page of the built website in Chromium, at the width of a phone (390) and of a desktop (1280): each has a heading, fits into the
width, has its pictures and asks no other server. Then it switches to dark mode and searches. Needs chromium.

    tools/site.sh && tools/site_check.py [PATTERN of the pages to open]
"""
import functools, http.server, json, pathlib, re, shutil, subprocess, sys, tempfile, threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITE = ROOT / "target/site"
LONGEST = 900


def main(pattern):
    pages = ["/" + str(page.relative_to(SITE)) for page in sorted(SITE.rglob("*.html")) if page.name != "404.html"]
    pages = [page for page in pages if re.search(pattern, page)]
    found = {}
    ended = threading.Event()

    class Server(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/check":
                self.answer((ROOT / "tools/site-check.html").read_bytes(), "text/html")
            elif self.path == "/pages":
                self.answer(json.dumps(pages).encode(), "application/json")
            else:
                super().do_GET()

        def do_POST(self):
            found.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.answer(b"", "text/plain")
            ended.set()

        def answer(self, content, kind):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    chromium = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("site_check: there is no chromium")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--window-size=1400,900",
             "--remote-debugging-port=0", f"http://127.0.0.1:{server.server_port}/check"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            ended.wait(LONGEST)
        finally:
            browser.terminate()
            browser.wait()
    for problem in found.get("problems", ["the browser did not end"]):
        print(problem)
    print(f"{found.get('opened', 0)} of {2 * len(pages)} opened, {len(found.get('problems', [1]))} problems")
    return 0 if found.get("opened") == 2 * len(pages) and not found["problems"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
