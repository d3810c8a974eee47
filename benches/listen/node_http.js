// Node's http, bodies appended to one file: node node_http.js PORT FILE.

const fs = require("node:fs");
const http = require("node:http");

const [port, path] = process.argv.slice(2);
const file = fs.openSync(path, "a");

http
  .createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      fs.writeSync(file, Buffer.concat(chunks));
      response.writeHead(200, { "Content-Length": 0 });
      response.end();
    });
  })
  .listen(Number(port), "127.0.0.1");
