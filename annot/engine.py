"""Where shards run: this process, a pool of processes, or Ray tasks on a cluster; the stage code is the same."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

from annot.errors import WorkspaceError

__all__ = ["Engine", "InProcess", "Pool", "RayCluster", "engine_from"]

Shard = TypeVar("Shard")
Outcome = TypeVar("Outcome")


class Engine(Protocol):
    """Something that runs a function over shards and yields what comes back, in any order."""

    def run(self, function: Callable[[Shard], Outcome], shards: Sequence[Shard]) -> Iterator[Outcome]:
        """Yield the function's outcome for each shard as it is ready."""
        ...


class InProcess:
    """Runs shards one after another in this process."""

    def run(self, function: Callable[[Shard], Outcome], shards: Sequence[Shard]) -> Iterator[Outcome]:
        """Yield the function's outcome for each shard in order."""
        return map(function, shards)


class Pool:
    """Runs shards in a pool of processes on this machine.

    Attributes:
        workers: How many processes.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def run(self, function: Callable[[Shard], Outcome], shards: Sequence[Shard]) -> Iterator[Outcome]:
        """Yield the function's outcome for each shard as it is ready.

        Raises:
            WorkspaceError: A process was killed, as a system short of memory does.
        """
        # Fresh processes: a copy of this one would hold the locks of its threads (Arrow's, for one) for ever.
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            futures = [pool.submit(function, shard) for shard in shards]
            try:
                yield from (future.result() for future in as_completed(futures))
            except BrokenProcessPool as error:
                raise WorkspaceError(
                    f"engine {self.workers}: a process was killed, perhaps for want of memory; what is done stays, "
                    "run the command again with fewer processes"
                ) from error
            finally:
                # After an error: do not begin what is still waiting.
                pool.shutdown(wait=False, cancel_futures=True)


class RayCluster:
    """Runs shards as tasks of the Ray cluster this machine belongs to, or of a new local one.

    Attributes:
        address: A Ray address; ``auto`` joins the running cluster, ``local`` starts one.
    """

    def __init__(self, address: str = "auto") -> None:
        self.address = address

    def run(self, function: Callable[[Shard], Outcome], shards: Sequence[Shard]) -> Iterator[Outcome]:
        """Yield the function's outcome for each shard as it is ready.

        Raises:
            WorkspaceError: Ray is not installed.
        """
        try:
            import ray
        except ImportError as error:
            raise WorkspaceError("engine ray: ray is not installed; run `pip install 'annot[cluster]'`") from error
        ray.init(address=self.address, ignore_reinit_error=True)
        remote = ray.remote(function)
        waiting: list[Any] = [remote.remote(shard) for shard in shards]
        while waiting:
            done, waiting = ray.wait(waiting)
            yield from ray.get(done)


def engine_from(name: str) -> Engine:
    """Return the engine of a name: ``1`` (this process), a number of processes, ``ray`` or ``ray:ADDRESS``.

    Raises:
        WorkspaceError: There is no such engine.
    """
    if name.isdecimal() and int(name) > 0:
        return InProcess() if int(name) == 1 else Pool(int(name))
    if name == "ray" or name.startswith("ray:"):
        return RayCluster(name.removeprefix("ray").removeprefix(":") or "auto")
    raise WorkspaceError(f"engine {name!r}: expected a number of processes, `ray` or `ray:ADDRESS`")
