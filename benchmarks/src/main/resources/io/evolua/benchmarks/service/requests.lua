-- What wrk sends: BENCH_OPERATION says which requests, BENCH_TOKENS names a file of tokens, the i-th line that of user i, BENCH_IDS one
-- of heroes' keys.
local operation = os.getenv("BENCH_OPERATION")
local users = tonumber(os.getenv("BENCH_USERS"))
local run = os.getenv("BENCH_RUN")
local tokens = {}
local ids = {}
local threads = 0
local count = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function init()
    math.randomseed(number * 7919 + tonumber(run))
    for line in io.lines(os.getenv("BENCH_TOKENS")) do
        tokens[#tokens + 1] = line
    end
    for line in io.lines(os.getenv("BENCH_IDS")) do
        ids[#ids + 1] = line
    end
end

local function json(method, path, body, token)
    local headers = { ["Content-Type"] = "application/json" }
    if token then
        headers["Authorization"] = "Bearer " .. token
    end
    return wrk.format(method, path, headers, body)
end

local function fresh()
    count = count + 1
    return run .. "-" .. number .. "-" .. count
end

local operations = {
    constant = function() return wrk.format("GET", "/") end,
    get = function() return wrk.format("GET", "/users/" .. math.random(users)) end,
    read = function() return wrk.format("GET", os.getenv("BENCH_HEROES") .. "/" .. ids[math.random(#ids)]) end,
    slow = function() return wrk.format("GET", os.getenv("BENCH_HEROES") .. "/?name=slow") end,
    list = function() return wrk.format("GET", "/users/?limit=100") end,
    post = function() return json("POST", os.getenv("BENCH_HEROES") .. "/", '{"name": "hero-' .. fresh() .. '", "source": "bench"}') end,
    patch = function()
        local user = math.random(#tokens)
        return json("PATCH", "/todos/" .. user, '{"title": "title ' .. fresh() .. '", "state": "doing"}', tokens[user])
    end,
    ["post-user"] = function()
        local name = "new-" .. fresh()
        return json("POST", "/users/", '{"username": "' .. name .. '", "email": "' .. name .. '@example.com", "password": "secret"}')
    end,
    ["put-user"] = function()
        local user = math.random(#tokens)
        return json("PUT", "/users/" .. user,
            '{"username": "user-' .. user .. '", "email": "user-' .. user .. '@example.com", "password": "' .. fresh() .. '"}', tokens[user])
    end,
}

request = operations[operation]

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("\nRESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
