"""Runs dbt some times in one process, so that an engine inside of it starts once.

usage: python tests/dbt_runs.py FILE.json

The file holds a list of runs: `arguments` of dbt, `environment` that it is given, and `keep`, two
folders, the first of which is copied to the second when it has ended. The process ends with status
1 when a run fails, unless only tests of the data have failed: those are in `run_results.json`.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner


def main(file: Path) -> int:
    for run in json.loads(file.read_text("utf-8")):
        os.environ.update(run["environment"])
        ended = dbtRunner().invoke(run["arguments"])
        if ended.exception is not None:
            print(ended.exception)
            return 1
        if run["keep"]:
            shutil.copytree(*run["keep"])
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
