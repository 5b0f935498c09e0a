"""Assesses parts on the workers of a Dask scheduler: on_dask.py SCHEDULER SCRIPT PART..."""
import subprocess
import sys

from dask.distributed import Client

scheduler, script, *parts = sys.argv[1:]


def assess(part):
    subprocess.run(["sh", script, part], check=True)
    return part


with Client(scheduler) as client:
    # `retries` is for parts that fail. Dask itself gives those of a dead worker to another.
    client.gather(client.map(assess, parts, retries=2))
