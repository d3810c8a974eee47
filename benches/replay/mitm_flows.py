"""Writes a file of flows for `mitmdump -C`: `mitm_flows.py URL LINES FLOWS`."""

import sys

from mitmproxy import http, io
from mitmproxy.test import tflow

url, lines, flows = sys.argv[1:]
with open(lines, "rb") as payloads, open(flows, "wb") as out:
    writer = io.FlowWriter(out)
    for payload in payloads:
        flow = tflow.tflow()
        headers = {"Content-Type": "application/json"}
        flow.request = http.Request.make("POST", url, payload.rstrip(b"\n"), headers)
        writer.add(flow)
