# `time.strptime` with a day and no year
# `time.strptime` with a directive twice
import time
import warnings

warnings.simplefilter("error")
try:
    print(time.strptime("3 4", "%d %m")[:3])
except DeprecationWarning:
    print("warned")
try:
    print(time.strptime("3 4", "%d %d")[:3])
except Exception as e:
    print(type(e).__name__)
