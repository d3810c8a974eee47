"""`dsw replay --ntlm` and a receiver that asks who sends: pyspnego, an implementation of its own."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from receiver import Receiver, write_pem

DSW = os.environ["DSW"]
SECRET = "Hünter2 €"


def appointment(number):
    return {"Id": number, "AppointmentNo": f"A-{number}", "Subject": "x", "Assignments": []}


class Ntlm(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        users = "CONTOSO:zoé:{0}\n:zoe@contoso.com:{0}\n:zoe:{0}\n".format(SECRET)
        (self.folder / "users").write_text(users, encoding="utf-8")
        os.environ["NTLM_USER_FILE"] = str(self.folder / "users")
        self.lines(2)

    def lines(self, count):
        payloads = (json.dumps(appointment(number)) for number in range(count))
        (self.folder / "payloads.jsonl").write_text("\n".join(payloads))

    def replay(self, url, *options, user="CONTOSO\\zoé", secret=SECRET):
        words = [DSW, "replay", "payloads.jsonl", "--to", url, "--ntlm", user, *options]
        env = {"DSW_SECRET": secret, "PATH": os.environ["PATH"]}
        done = subprocess.run(words, cwd=self.folder, env=env, capture_output=True, timeout=60)
        told = (done.stdout + done.stderr).decode()
        self.assertNotIn("nter2", told)
        return done.returncode, told

    def test_two_payloads_go_over_one_connection_that_is_signed_in_once(self):
        with Receiver() as receiver:
            code, told = self.replay(receiver.url)
            self.assertEqual(code, 0, told)
            self.assertEqual({user for _, user, _, _ in receiver.came}, {"CONTOSO\\zoé"})
            self.assertEqual([json.loads(body)["Id"] for body in receiver.payloads()], [0, 1])
            self.assertEqual(receiver.connections, 1)

    def test_a_user_is_known_in_each_of_its_forms(self):
        for user in ["zoe@contoso.com", "zoe", "ZOE", "CONTOSO\\ZOÉ"]:
            with Receiver() as receiver:
                code, told = self.replay(receiver.url, user=user)
                self.assertEqual(code, 0, told)
                self.assertEqual(len(receiver.payloads()), 2)

    def test_a_wrong_password_is_shown_once(self):
        self.lines(5)
        for concurrency in ["1", "4"]:
            with Receiver() as receiver:
                code, told = self.replay(
                    receiver.url, "--concurrency", concurrency, "--as", "dime", secret="wrong"
                )
                self.assertEqual(code, 1, told)
                self.assertEqual(told.count("Unauthorized"), 1, told)
                self.assertEqual(told.count("`CONTOSO\\zoé` was refused before"), 4, told)
                self.assertEqual((receiver.came, receiver.connections), ([], 1))

    def test_each_connection_is_signed_in_on_its_own(self):
        self.lines(40)
        with Receiver() as receiver:
            code, told = self.replay(receiver.url, "--concurrency", "4")
            self.assertEqual(code, 0, told)
            sent = sorted(json.loads(body)["Id"] for body in receiver.payloads())
            self.assertEqual(sent, list(range(40)))
            self.assertIn(receiver.connections, range(2, 5))

    def test_who_waits_for_the_first_to_sign_in_is_not_late(self):
        self.lines(4)
        with Receiver(pause=1) as receiver:
            code, told = self.replay(receiver.url, "--concurrency", "4", "--max-time", "1800ms")
            self.assertEqual(code, 0, told)
            self.assertIn(receiver.connections, range(2, 5))

    def test_a_connection_that_was_closed_is_replaced_by_one_that_is_signed_in(self):
        self.lines(4)
        with Receiver(requests_per_connection=2) as receiver:
            # A close has come in before the next one goes.
            code, told = self.replay(receiver.url, "--rate", "5/s")
            self.assertEqual(code, 0, told)
            self.assertEqual(len(receiver.payloads()), 4)
            self.assertEqual(receiver.connections, 2)

    def test_a_connection_with_tls_is_signed_in_too(self):
        pem = self.folder / "receiver.pem"
        write_pem(pem)
        with Receiver(pem=pem) as receiver:
            code, told = self.replay(receiver.url, "--cacert", str(pem))
            self.assertEqual(code, 0, told)
            self.assertEqual((len(receiver.payloads()), receiver.connections), (2, 1))

    def test_a_receiver_that_asks_for_nobody_is_sent_to_as_usual(self):
        with Receiver(has_ntlm=False) as receiver:
            code, told = self.replay(receiver.url)
            self.assertEqual(code, 0, told)
            bodies = [body for _, _, _, body in receiver.came]
            self.assertEqual([bool(body) for body in bodies], [False, True, True])


if __name__ == "__main__":
    unittest.main()
