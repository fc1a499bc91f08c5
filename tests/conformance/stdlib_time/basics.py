import time

a = time.time()
m = time.monotonic()
p = time.perf_counter()
time.sleep(0.01)
print(time.time() > a, time.monotonic() - m >= 0.01, 0.01 <= time.perf_counter() - p < 5, time.process_time() >= 0, type(time.time_ns()), time.perf_counter_ns() > 0, time.monotonic_ns() > 0)
t = time.gmtime(0)
print(t, t.tm_year, t[1], len(t), tuple(t), time.gmtime(1700000000.5)[:6], time.strftime("%Y-%m-%d %H:%M:%S", t), time.strftime("%a %A %b %B %d %j %I %p %y %U %w %% %Z", time.gmtime(86400 * 200)), time.asctime(t), time.ctime(0), time.mktime(time.localtime(1000)), time.localtime(0)[:6])
print(time.strptime("2024-02-29 12:30:45", "%Y-%m-%d %H:%M:%S")[:8], time.strptime("1 Jan 99", "%d %b %y").tm_year, time.timezone, time.daylight, time.tzname)
for f in (lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.strptime("x", "%Y"), lambda: time.strptime("2024 extra", "%Y"), lambda: time.gmtime("a"), lambda: time.strftime("%Y", (1,))):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
s = time.struct_time((2024, 1, 2, 3, 4, 5, 1, 2, 0))
print(s, s.tm_mon, s == (2024, 1, 2, 3, 4, 5, 1, 2, 0), time.strftime("%H:%M", s))
