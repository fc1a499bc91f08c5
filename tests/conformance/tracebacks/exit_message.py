import sys

print("printed")
sys.exit("fatal: could not go on")
