"""A local stand-in for the Hugging Face Hub: just the HTTP that publishing a dataset speaks."""

import base64
import hashlib
import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hub:
    """What the stand-in holds.

    Attributes:
        url: Its address.
        token: The only token it takes.
        files: Path to content on main.
        large: Contents by SHA-256, as uploaded over LFS.
        tags: Tag to commit.
        commits: Commit to the files at that time.
        requests: Method and path of every request.
        private: Whether the repository was made private.
        takes_large: Whether Parquet files go over LFS, as on the real Hub; Xet, which huggingface_hub prefers
            where it is installed, is a storage protocol of its own that nobody but the Hub speaks.
    """

    url: str = ""
    token: str = "hf_write"
    files: dict = field(default_factory=dict)
    large: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    commits: dict = field(default_factory=dict)
    requests: list = field(default_factory=list)
    private: bool | None = None
    takes_large: bool = False

    def commit(self, lines):
        """Apply the lines of a commit and return its id."""
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                self.files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                self.files[value["path"]] = self.large[value["oid"]]
            elif line["key"] == "deletedFile":
                del self.files[value["path"]]
        oid = hashlib.sha1(repr(sorted(self.files)).encode(), usedforsecurity=False).hexdigest()
        self.commits[oid] = dict(self.files)
        return oid


class Handler(BaseHTTPRequestHandler):
    @property
    def hub(self):
        return self.server.hub

    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments):
        pass

    def answer(self, status, content, **headers):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def serve(self):
        content = self.body()
        self.hub.requests.append((self.command, self.path))
        if not self.path.startswith("/large/") and self.headers.get("Authorization") != f"Bearer {self.hub.token}":
            self.answer(401, {"error": "Invalid credentials"})
            return
        for pattern, method, respond in ROUTES:
            match = re.fullmatch(pattern, self.path.partition("?")[0])
            if match and method == self.command:
                respond(self, content, *match.groups())
                return
        self.answer(404, {"error": f"the stand-in does not know {self.command} {self.path}"})

    do_GET = do_POST = do_PUT = do_HEAD = serve  # noqa: N815 - http.server's names

    def create(self, content):
        if self.hub.private is None:
            self.hub.private = json.loads(content).get("visibility") == "private" or json.loads(content).get("private")
        self.answer(200, {"url": f"{self.hub.url}/datasets/org/name", "name": "org/name", "id": "1"})

    def refs(self, _content):
        tags = [{"name": n, "ref": f"refs/tags/{n}", "targetCommit": oid} for n, oid in self.hub.tags.items()]
        self.answer(200, {"branches": [], "converts": [], "tags": tags})

    def info(self, _content):
        self.answer(200, {"id": "org/name", "sha": "0" * 40, "siblings": [{"rfilename": n} for n in self.hub.files]})

    def tree(self, _content):
        entries = [{"type": "file", "path": n, "size": len(c), "oid": "0" * 40} for n, c in self.hub.files.items()]
        self.answer(200, entries)

    def preupload(self, content):
        asked = json.loads(content)["files"]
        mode = {True: "lfs", False: "regular"}
        is_large = {f["path"]: self.hub.takes_large and f["path"].endswith(".parquet") for f in asked}
        told = [{"path": f["path"], "uploadMode": mode[is_large[f["path"]]]} for f in asked]
        self.answer(200, {"files": [{**entry, "shouldIgnore": False, "oid": None} for entry in told]})

    def batch(self, content):
        objects = [
            {
                "oid": o["oid"],
                "size": o["size"],
                "actions": {"upload": {"href": f"{self.hub.url}/large/{o['oid']}", "header": {}}},
            }
            for o in json.loads(content)["objects"]
        ]
        self.answer(200, {"transfer": "basic", "objects": objects}, **{"Content-Type": "application/vnd.git-lfs+json"})

    def large(self, content, oid):
        assert hashlib.sha256(content).hexdigest() == oid
        self.hub.large[oid] = content
        self.answer(200, b"")

    def commit(self, content):
        oid = self.hub.commit([json.loads(line) for line in content.splitlines()])
        self.answer(
            200, {"success": True, "commitOid": oid, "commitUrl": f"{self.hub.url}/datasets/org/name/commit/{oid}"}
        )

    def tag(self, content, revision):
        self.hub.tags[json.loads(content)["tag"]] = revision
        self.answer(200, {})


ROUTES = [
    (r"/api/repos/create", "POST", Handler.create),
    (r"/api/datasets/org/name/refs", "GET", Handler.refs),
    (r"/api/datasets/org/name(?:/revision/main)?", "GET", Handler.info),
    (r"/api/datasets/org/name/tree/main", "GET", Handler.tree),
    (r"/api/datasets/org/name/preupload/main", "POST", Handler.preupload),
    (r"/datasets/org/name\.git/info/lfs/objects/batch", "POST", Handler.batch),
    (r"/large/(\w+)", "PUT", Handler.large),
    (r"/api/datasets/org/name/commit/main", "POST", Handler.commit),
    (r"/api/datasets/org/name/tag/(\w+)", "POST", Handler.tag),
    (r"/api/validate-yaml", "POST", lambda self, _content: self.answer(200, {"errors": [], "warnings": []})),
]


@contextmanager
def running_hub():
    """Run the stand-in on a free port of the loopback."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.hub = hub
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
