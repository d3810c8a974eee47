"""A receiver that asks who sends by NTLM, which pyspnego speaks for it."""

import base64
import datetime
import ipaddress
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import spnego
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Receiver(ThreadingHTTPServer):
    """Remembers what came: a list of (connection, user, path, body), users that are None unasked."""

    daemon_threads = True

    def __init__(self, requests_per_connection=None, has_ntlm=True, pem=None, pause=0):
        super().__init__(("127.0.0.1", 0), Handler)
        self.came, self.connections, self.lock = [], 0, threading.Lock()
        self.requests_per_connection = requests_per_connection
        self.has_ntlm, self.pause = has_ntlm, pause
        self.scheme = "https" if pem else "http"
        if pem:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pem)
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_port}/hook"

    def payloads(self):
        return [body for _, user, _, body in self.came if user and body]


def write_pem(path):
    """A certificate for this machine, signed by its own key, which stands behind it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver")])
    now, day = datetime.datetime.now(datetime.timezone.utc), datetime.timedelta(days=1)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - day).not_valid_after(now + day)
    certificate = builder.add_extension(here, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(certificate.public_bytes(pem) + key.private_bytes(pem, *plain))


class Handler(BaseHTTPRequestHandler):
    """A connection."""

    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.context, self.user, self.taken = None, None, 0
        with self.server.lock:
            self.server.connections += 1
            self.number = self.server.connections

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        shown = self.headers["Authorization"]
        if self.server.has_ntlm and (shown or not self.user):
            challenge = self.signed_in(shown)
            if challenge is not None:
                return self.answer(401, ("WWW-Authenticate", f"NTLM {challenge}".strip()))
        time.sleep(self.server.pause)
        with self.server.lock:
            self.server.came.append((self.number, self.user, self.path, body))
        self.taken += 1
        if self.taken == self.server.requests_per_connection:
            # Nothing is said of it: the sender finds a connection that is closed.
            self.close_connection = True
        return self.answer(200)

    def signed_in(self, shown):
        """What is asked next; none when somebody is signed in."""
        self.user = None
        if not shown or not shown.startswith("NTLM "):
            return ""
        message = base64.b64decode(shown[len("NTLM ") :])
        is_first = message[8] == 1
        if is_first:
            self.context = spnego.server(protocol="ntlm")
        if not self.context:
            return ""
        try:
            answer = self.context.step(message)
        except spnego.exceptions.SpnegoError as error:
            self.server.refused = str(error)
            self.context = None
            return ""
        if is_first:
            return base64.b64encode(answer).decode()
        self.user = self.context.client_principal
        return None

    def answer(self, status, *headers):
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", "2")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass
