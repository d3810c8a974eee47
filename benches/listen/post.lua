-- Posts each line of a file as a payload: `wrk -s post.lua URL -- FILE [YEAR]`.
--
-- Their last change is put into YEAR; once through, it goes on with the same lines a year later,
-- so no two payloads are the same. Last it prints one line of figures, times in microseconds.

local KEY = '"LastModifiedDate":"'
local heads, tails, first_year = {}, {}, 2026
local sent = 0

function init(args)
  first_year = tonumber(args[2]) or first_year
  local headers = { ["Content-Type"] = "application/json" }
  for line in io.lines(args[1]) do
    local request = wrk.format("POST", nil, headers, line)
    local _, before_year = request:find(KEY, 1, true)
    heads[#heads + 1] = request:sub(1, before_year)
    tails[#tails + 1] = request:sub(before_year + 5)
  end
end

function request()
  local at = sent % #heads + 1
  local year = first_year + math.floor(sent / #heads)
  sent = sent + 1
  return heads[at] .. year .. tails[at]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    'FIGURES {"requests": %d, "took": %d, "p50": %d, "p99": %d, "failed": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
