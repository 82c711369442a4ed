"""Run a command and print its seconds and the peak of its memory in MB. This file runs by itself.

It stands between the benchmark and the command because a process is charged with the memory of the one that started it.
"""

import json
import resource
import subprocess
import sys
import time


def main() -> None:
    began = time.perf_counter()
    status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False).returncode
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # of the largest, those below it included
    print(json.dumps([status, seconds, peak / (1e6 if sys.platform == "darwin" else 1e3)]))


if __name__ == "__main__":
    main()
